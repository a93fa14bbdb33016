#include "ingest/push.hpp"

#include <sodium/crypto_generichash.h>

#include <boost/json.hpp>
#include <initializer_list>

namespace itops::ingest {
namespace {

namespace json = boost::json;

Digest digestOf(std::initializer_list<std::string_view> parts) {
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, Digest{}.size());
  for (const std::string_view part : parts) {
    const std::uint64_t size = part.size();  // lengths keep ("ab","c") and ("a","bc") apart
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(&size), sizeof size);
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(part.data()),
                              part.size());
  }
  Digest digest;
  crypto_generichash_final(&state, digest.data(), digest.size());
  return digest;
}

json::array warningsJson(const Warnings& warnings) {
  json::array list;
  for (const Warning& warning : warnings) {
    list.push_back(
        {{"code", warning.code}, {"field", warning.field}, {"message", warning.message}});
  }
  return list;
}

PushAnswer repeatedAnswer(const PushResult& result) {
  if (!result.repeated_other_body) return {result.repeated_status, result.repeated_answer};
  json::value document = json::parse(result.repeated_answer);
  document.as_object()["warnings"].as_array().push_back(
      {{"code", "idempotency.mismatch"},
       {"field", "idempotencyKey"},
       {"message",
        "This key came with another body before; this is the first answer and the new body was "
        "not stored."}});
  return {result.repeated_status, json::serialize(document)};
}

}  // namespace

IdempotencyKey IdempotencyKey::of(std::string_view principal, std::string_view route,
                                  std::string_view path, std::string_view client_key,
                                  std::string_view body) {
  return {digestOf({principal, route, path, client_key}), digestOf({body})};
}

// Written by hand: the only texts in it are a UUID, a status and a path, whose characters need no
// escaping, and this runs for every push.
PushAnswer answerFor(const HealthReport& report, const PushResult& result) {
  if (result.kind == PushResult::Kind::kRepeated) return repeatedAnswer(result);
  PushAnswer answer{result.created ? 201 : 200, {}};
  std::string& body = answer.body;
  body.reserve(224 + 2 * report.path_text.size());
  body.append(R"({"success":true,"id":")").append(result.service_id.toString());
  body.append(R"(","path":")").append(report.path_text);
  body.append(R"(","serviceName":")").append(report.path.service);
  body.append(R"(","status":")").append(statusName(result.status));
  body.append(result.created ? R"(","created":true,"warnings":)"
                             : R"(","created":false,"warnings":)");
  if (report.warnings.empty())
    body.append("[]");
  else
    body.append(json::serialize(warningsJson(report.warnings)));
  body.append("}");
  return answer;
}

}  // namespace itops::ingest
