#include "report/pdf/canvas.hpp"

#include <gtest/gtest.h>

#include <random>

#include "support/long_form.hpp"

namespace itops::sla::pdf {
namespace {

/// Characters of every kind, those that cairo refuses and bytes that are no character among them.
std::string anyText(std::mt19937& random) {
  static constexpr const char* kParts[] = {"a",
                                           "service ",
                                           "\xEF\xBF\xBF",
                                           "\xEF\xB7\x90",
                                           "\xF4\x8F\xBF\xBE",
                                           "\xED\xA0\x80",
                                           "\xC3",
                                           "\xFF",
                                           "\x1B[31m",
                                           "\u202E",
                                           "\u2066",
                                           "\n",
                                           "\t",
                                           "日本",
                                           "دفع",
                                           "ก็",
                                           "e\u0301\u0301\u0301",
                                           "🚀",
                                           "👩\u200D🚒",
                                           "\uFEFF",
                                           "\u00AD",
                                           "\u2028",
                                           "한글",
                                           "\U000E0041",
                                           "\uFFFD"};
  std::string text;
  for (auto left = random() % 12; left > 0; --left) {
    if (random() % 4 == 0) {
      text += static_cast<char>(random() & 0xFFU);
    } else {
      text += kParts[random() % std::size(kParts)];
    }
  }
  return text;
}

TEST(Canvas, DrawsAnyText) {
  std::mt19937 random(7);  // NOLINT: the same texts in every run
  constexpr int kTextsOfAPage = 500;
  const int pages = itops::test::longForm() ? 2000 : 2;
  for (int page = 0; page < pages; ++page) {
    Canvas canvas({anyText(random), anyText(random), anyText(random), {}});
    for (int count = 0; count < kTextsOfAPage; ++count) {
      canvas.text(anyText(random), TextStyle{}, {50, 50}, 100);
      canvas.bookmark(anyText(random), {50, 50});
    }
    canvas.endPage();
    ASSERT_TRUE(canvas.finish().starts_with("%PDF-"));
  }
}

// The surface writes its last bytes when it is destroyed.
TEST(Canvas, MayBeGivenUpUnfinished) {
  Canvas canvas({"title", "author", "subject", {}});
  canvas.text("text", TextStyle{}, {50, 50}, 100);
  canvas.endPage();
}

}  // namespace
}  // namespace itops::sla::pdf
