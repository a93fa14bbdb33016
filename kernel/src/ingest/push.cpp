#include "ingest/push.hpp"

#include <boost/json.hpp>

namespace itops::ingest {

namespace json = boost::json;

Error noSuchService(const std::string& path) {
  return Error(ErrorKind::kNotFound, "service_not_found",
               "There is no service at '" + path + "', and create=false forbids to make it.");
}

std::string warningsText(const Warnings& warnings) {
  if (warnings.empty()) return "[]";
  json::array list;
  for (const Warning& warning : warnings) {
    list.push_back(
        {{"code", warning.code}, {"field", warning.field}, {"message", warning.message}});
  }
  return json::serialize(list);
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
  body.append(warningsText(report.warnings)).append("}");
  return answer;
}

}  // namespace itops::ingest
