// Bodies that no decent client sends: a documented answer, and core goes on.

#include <gmock/gmock.h>

#include "e2e/shared_core.hpp"

namespace itops::test {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

class HostileBody : public SharedCore {
 protected:
  /// Whatever was sent, core still serves the next client.
  void TearDown() override {
    EXPECT_EQ(HttpClient(core().port()).get("/ready").status, 200);
    EXPECT_EQ(api.push(path("after"), "OPERATIONAL").status, 201);
  }

  /// A push of `api` with one member more, as it stands.
  Answer pushWith(const std::string& member) {
    return api.push(R"({"path":")" + path("api") + R"(","status":"DEGRADED",)" + member + "}");
  }

  void expectStored() { EXPECT_EQ(api.service(path("api")).at("status"), json::value("DEGRADED")); }
};

void expectRefused(const Answer& answer, const std::string& code) {
  EXPECT_EQ(answer.status, 400) << answer.raw.body;
  EXPECT_EQ(answer.raw.header("content-type"), "application/problem+json");
  EXPECT_EQ(answer.text("code"), code);
}

TEST_F(HostileBody, ThatIsBrokenJsonIsRefusedWithThePlace) {
  const Answer answer = api.push(std::string("{\"path\": \"a/b/c/d/e\",\n  \"status\": }"));
  expectRefused(answer, "json_invalid");
  EXPECT_THAT(answer.text("detail"), AllOf(HasSubstr("line 2"), HasSubstr("column")));
}

TEST_F(HostileBody, ThatIsNoObjectIsRefused) {
  for (const char* body : {"[]", "null", "\"text\"", "3", "[{\"path\":\"a\"}]"}) {
    expectRefused(api.push(std::string(body)), "json_not_object");
  }
}

TEST_F(HostileBody, ThatIsEmptyOrCutIsRefused) {
  for (const char* body : {"", "{", "{\"path\":\"a", "{\"path\"", "{\"path\":\"a\"} {}"}) {
    EXPECT_EQ(api.push(std::string(body)).status, 400) << body;
  }
}

TEST_F(HostileBody, ThatIsNestedTenThousandDeepIsRefused) {
  expectRefused(pushWith("\"x\":" + std::string(10'000, '[') + std::string(10'000, ']')),
                "json_invalid");
  std::string objects;
  for (int i = 0; i < 10'000; ++i) objects += "{\"a\":";
  EXPECT_EQ(api.push(objects).status, 400);
}

TEST_F(HostileBody, WithTextThatCannotBeStoredIsStoredRepairedWithAWarning) {
  struct Case {
    const char* sent;
    const char* stored;
  };
  for (const auto& [sent, stored] :
       {Case{"\xff", "\uFFFD"}, Case{"\xc3\x28", "\uFFFD("}, Case{"\\ud800", "\uFFFD"},
        Case{"z\\uffff", "z\uFFFD"}, Case{"\x1b[31mred", "[31mred"}}) {
    const Answer answer = pushWith("\"message\":\"" + std::string(sent) + "\"");
    EXPECT_LT(answer.status, 300) << answer.raw.body;
    EXPECT_THAT(answer.warnings(), Contains("field.coerced")) << stored;
    EXPECT_EQ(api.service(path("api")).at("message"), json::value(stored));
  }
}

// PUSH-45
TEST_F(HostileBody, WithHugeNumbersIsStoredWithAWarning) {
  for (const char* number : {"1e999", "-1e999", "123456789012345678901234567890", "1e-999"}) {
    const Answer answer = pushWith("\"expectedIntervalSeconds\":" + std::string(number));
    EXPECT_LT(answer.status, 300) << number << answer.raw.body;
    EXPECT_THAT(answer.warnings(), Not(IsEmpty())) << number;
  }
  expectStored();
}

TEST_F(HostileBody, WithNulInTextIsStoredWithoutIt) {
  const Answer answer = pushWith("\"message\":\"be\\u0000fore\"");
  EXPECT_EQ(answer.status, 201);
  EXPECT_THAT(answer.warnings(), Contains("field.coerced"));
  EXPECT_EQ(api.service(path("api")).at("message"), json::value("before"));
}

TEST_F(HostileBody, WithADuplicateKeyCountsTheLastAndWarns) {
  const Answer answer = pushWith("\"message\":\"first\",\"message\":\"last\"");
  EXPECT_EQ(answer.status, 201);
  EXPECT_THAT(answer.warnings(), Contains("field.ignored"));
  EXPECT_EQ(api.service(path("api")).at("message"), json::value("last"));
}

TEST_F(HostileBody, WithFieldsOfEveryWrongTypeIsStoredWithAWarningEach) {
  const Answer answer = pushWith(
      "\"criticality\":[],\"slaGroup\":{},\"serviceType\":[1],\"tags\":{\"a\":1},"
      "\"observedAt\":true,\"namespace\":[[]],\"nonsense\":1");
  EXPECT_EQ(answer.status, 201) << answer.raw.body;
  EXPECT_GE(answer.warnings().size(), 7U) << answer.raw.body;
  expectStored();
}

// The answer must reach a client that is still sending.
TEST_F(HostileBody, OfTwoMebibytesGetsAReadable413) {
  HttpClient client(core().port());
  const std::string body(2 << 20, 'x');
  const std::string request =
      HttpClient::format("POST", "/api/v1/health/report", {{"X-API-Key", core().key()}}, body);
  client.trySend(request);
  const HttpAnswer answer = client.readAnswer();
  EXPECT_EQ(answer.status, 413);
  EXPECT_THAT(answer.body, HasSubstr("1048576"));
}

TEST_F(HostileBody, OfAMebibyteIsStored) {
  const std::string start = "\"message\":\"";
  EXPECT_EQ(pushWith(start + std::string((1 << 20) - 200, 'x') + "\"").status, 201);
  EXPECT_EQ(api.service(path("api")).at("message").as_string().size(), 4096U);
}

}  // namespace
}  // namespace itops::test
