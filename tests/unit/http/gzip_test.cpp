#include "http/gzip.hpp"

#include <gmock/gmock.h>
#include <zlib.h>

namespace itops::http {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::Pair;

struct AcceptCase {
  const char* name;
  const char* header;
  bool gzip;
};

class AcceptEncoding : public testing::TestWithParam<AcceptCase> {};

TEST_P(AcceptEncoding, IsReadWithItsQValues) {
  EXPECT_EQ(prefersGzip(GetParam().header), GetParam().gzip);
}

INSTANTIATE_TEST_SUITE_P(
    Headers, AcceptEncoding,
    testing::Values(AcceptCase{"None", "", false}, AcceptCase{"Named", "gzip", true},
                    AcceptCase{"InAnyCase", "GZip", true},
                    AcceptCase{"OfABrowser", "gzip, deflate, br", true},
                    AcceptCase{"Last", "br;q=1.0, gzip;q=0.8, *;q=0.1", true},
                    AcceptCase{"Refused", "gzip;q=0", false},
                    AcceptCase{"RefusedInFull", "deflate, gzip;q=0.000", false},
                    AcceptCase{"WithSpaces", "  gzip ; q=0.5 ", true},
                    AcceptCase{"ByStar", "*", true}, AcceptCase{"RefusedByStar", "*;q=0", false},
                    AcceptCase{"NamedBesideARefusingStar", "gzip, *;q=0", true},
                    AcceptCase{"RefusedBesideAStar", "gzip;q=0, *", false},
                    AcceptCase{"BehindIdentity", "identity;q=1, gzip;q=0.5", false},
                    AcceptCase{"EqualToIdentity", "identity, gzip", true},
                    AcceptCase{"Others", "br, deflate", false},
                    AcceptCase{"LongerWord", "gzipped", false},
                    AcceptCase{"BrokenQuality", "gzip;q=much", false}),
    [](const auto& one) { return one.param.name; });

std::string unpacked(const std::string& packed) {
  z_stream stream{};
  EXPECT_EQ(::inflateInit2(&stream, 15 + 16), Z_OK);
  std::string text(1 << 20, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  EXPECT_EQ(::inflate(&stream, Z_FINISH), Z_STREAM_END);
  text.resize(stream.total_out);
  ::inflateEnd(&stream);
  return text;
}

Response jsonOf(std::size_t bytes) {
  return {200, "application/json", std::string(bytes, 'x')};
}

TEST(Gzip, PacksALargeBodyAndSaysSo) {
  Response response = jsonOf(5000);
  compressIfWanted(response, "gzip");
  EXPECT_LT(response.body.size(), 500U);
  EXPECT_EQ(unpacked(response.body), std::string(5000, 'x'));
  EXPECT_THAT(response.headers, Contains(Pair("Content-Encoding", "gzip")));
  EXPECT_THAT(response.headers, Contains(Pair("Vary", "Accept-Encoding")));
}

TEST(Gzip, TellsCachesAlsoWithAPlainBody) {
  Response response = jsonOf(5000);
  compressIfWanted(response, "br");
  EXPECT_EQ(response.body.size(), 5000U);
  EXPECT_THAT(response.headers, testing::ElementsAre(Pair("Vary", "Accept-Encoding")));
}

TEST(Gzip, LeavesSmallBodiesAlone) {
  Response small = jsonOf(1023);
  compressIfWanted(small, "gzip");
  EXPECT_EQ(small.body.size(), 1023U);
  EXPECT_THAT(small.headers, IsEmpty());
  Response enough = jsonOf(1024);
  compressIfWanted(enough, "gzip");
  EXPECT_LT(enough.body.size(), 1024U);
}

TEST(Gzip, IsForTextsOnly) {
  for (const char* type : {"text/csv; charset=utf-8", "text/html", "application/problem+json"}) {
    Response response{200, type, std::string(5000, 'x')};
    compressIfWanted(response, "gzip");
    EXPECT_LT(response.body.size(), 500U) << type;
  }
  for (const char* type : {"application/pdf", "image/png", "text/event-stream"}) {
    Response response{200, type, std::string(5000, 'x')};
    compressIfWanted(response, "gzip");
    EXPECT_EQ(response.body.size(), 5000U) << type;
  }
}

TEST(Gzip, LeavesAloneWhatIsEncodedAlready) {
  Response response = jsonOf(5000);
  response.headers.emplace_back("content-encoding", "br");
  compressIfWanted(response, "gzip");
  EXPECT_EQ(response.body.size(), 5000U);
}

}  // namespace
}  // namespace itops::http
