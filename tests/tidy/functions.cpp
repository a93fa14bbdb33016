#include "tidy/functions.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "tidy/code.hpp"

namespace itops::tidy {
namespace {

enum class Brace { kScope, kFunction, kInitialiser };

std::string_view lastWord(std::string_view text) {
  auto begin = text.size();
  while (begin > 0 && isWord(text[begin - 1])) --begin;
  return text.substr(begin);
}

bool hasWord(std::string_view text, std::string_view word) {
  for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
    const bool begins = at == 0 || !isWord(text[at - 1]);
    const auto end = at + word.size();
    if (begins && (end == text.size() || !isWord(text[end]))) return true;
  }
  return false;
}

bool isBalanced(std::string_view text) {
  return std::count(text.begin(), text.end(), '(') == std::count(text.begin(), text.end(), ')');
}

bool opensScope(std::string_view head) {
  constexpr std::array<std::string_view, 5> kWords{"namespace", "class", "struct", "union", "enum"};
  if (head.empty() || head.ends_with('"')) return true;  // also extern "C"
  return head.find(')') == head.npos &&
         std::any_of(kWords.begin(), kWords.end(), [&](auto word) { return hasWord(head, word); });
}

/// Where a brace can open the body of what looks like a function so far.
bool opensBody(std::string_view head) {
  constexpr std::array<std::string_view, 5> kBehind{"const", "noexcept", "override", "final",
                                                    "mutable"};
  const auto close = head.rfind(')');
  if (close == head.npos || !isBalanced(head)) return false;
  if (head.ends_with(')') || head.ends_with('}')) return true;
  if (head.substr(close).find("->") != head.npos) return true;
  return std::find(kBehind.begin(), kBehind.end(), lastWord(head)) != kBehind.end();
}

/// Walks over the braces of a text.
class Counter {
 public:
  std::vector<Function> run(std::string_view code) {
    for (const char c : code) step(c);
    return std::move(functions_);
  }

 private:
  void step(char c) {
    if (c == '\n') ++line_;
    if (c == '{') return open();
    if (c == '}') return close();
    if (inside_ > 0) return;
    if (c == ';') {
      head_.clear();
    } else if (std::isspace(static_cast<unsigned char>(c)) == 0) {
      if (head_.empty()) head_line_ = line_;
      head_ += c;
    } else if (!head_.empty() && head_.back() != ' ') {
      head_ += ' ';
    }
  }

  void open() {
    const auto brace = kindOf();
    braces_.push_back(brace);
    if (brace == Brace::kFunction) functions_.push_back({head_, head_line_, line_, line_});
    if (brace == Brace::kScope) head_.clear();
    if (brace != Brace::kScope) ++inside_;
  }

  Brace kindOf() const {
    if (inside_ > 0) return Brace::kInitialiser;
    std::string_view head = head_;
    while (head.ends_with(' ')) head.remove_suffix(1);
    if (opensScope(head)) return Brace::kScope;
    return opensBody(head) ? Brace::kFunction : Brace::kInitialiser;
  }

  void close() {
    if (braces_.empty()) return;
    const auto brace = braces_.back();
    braces_.pop_back();
    if (brace == Brace::kFunction) functions_.back().last_line = line_;
    if (brace != Brace::kScope) --inside_;
    if (brace == Brace::kInitialiser && inside_ == 0) head_ += '}';
    if (brace != Brace::kInitialiser) head_.clear();
  }

  std::size_t line_ = 1;
  std::size_t inside_ = 0;  ///< open braces of functions and initialisers
  std::size_t head_line_ = 1;
  std::string head_;
  std::vector<Brace> braces_;
  std::vector<Function> functions_;
};

}  // namespace

std::vector<Function> functionsOf(std::string_view code) {
  return Counter().run(code);
}

}  // namespace itops::tidy
