#include "definition/assignments.hpp"

#include "definition/assignment_repository.hpp"
#include "definition/definition_json.hpp"
#include "definition/definition_repository.hpp"
#include "itops/error.hpp"
#include "itops/json/body_reader.hpp"
#include "json_text.hpp"

namespace itops::sla {
namespace {

constexpr std::size_t kPathBytesMax = 1024;

std::int32_t requiredId(AssignmentRepository& repository, const SubjectName& subject) {
  if (const auto id = repository.idOf(subject)) return *id;
  if (subject.kind == Subject::kGroup) {
    throw Error(ErrorKind::kNotFound, "group_not_found",
                "There is no SLA group '" + subject.name + "'.");
  }
  throw Error(ErrorKind::kNotFound, "service_not_found",
              "There is no service at '" + subject.name +
                  "'. Give its full path, as GET /api/v1/services shows it.");
}

void requireNotDeclared(const std::optional<Assignment>& assignment) {
  if (!assignment || assignment->origin != "agent") return;
  throw Error(ErrorKind::kConflict, "assignment_declared",
              "The definition of '" + assignment->name +
                  "' is declared in Git by the agent; change it there.");
}

/// The one that a body names as the query of a list does.
SubjectName subjectNameFrom(BodyReader& body) {
  const auto path = body.text("path", kPathBytesMax), group = body.text("group");
  if (body.has("path") == body.has("group")) {
    body.wrong("path", "Expected either path, of a service, or group.");
  }
  if (path) return {Subject::kService, *path};
  return {Subject::kGroup, group.value_or("")};
}

std::string documentOf(const std::optional<Assignment>& assignment) {
  return assignment ? jsonText(assignmentJson(*assignment)) : "";
}

}  // namespace

Assignment Assignments::assign(const Request& request) {
  BodyReader body(request);
  const SubjectName subject = subjectNameFrom(body);
  const std::string definition = body.requiredText("definition");
  body.throwIfWrong("Nothing was assigned");
  std::optional<Assignment> after;
  database_.transact([&](Transaction& transaction) {
    ensureAssignments(transaction);
    AssignmentRepository repository(transaction);
    const std::int32_t id = requiredId(repository, subject);
    const auto before = repository.lock(subject.kind, id);
    requireNotDeclared(before);
    if (!repository.assign(subject.kind, id, definition)) {
      throw Error(ErrorKind::kNotFound, "definition_not_found",
                  "There is no SLA definition with the id or name '" + definition + "'.");
    }
    after = repository.lock(subject.kind, id);
    record(transaction, request, "sla_assignment.set", before, after);
  });
  return *std::move(after);
}

void Assignments::release(const Request& request) {
  QueryReader query(request);
  const SubjectName subject = subjectNameFrom(query);
  query.throwIfWrong();
  database_.transact([&](Transaction& transaction) {
    ensureAssignments(transaction);
    AssignmentRepository repository(transaction);
    const std::int32_t id = requiredId(repository, subject);
    const auto before = repository.lock(subject.kind, id);
    requireNotDeclared(before);
    if (!before || before->origin == "tier") {
      throw Error(ErrorKind::kNotFound, "assignment_not_found",
                  "'" + subject.name + "' follows its tier; nobody assigned it a definition.");
    }
    repository.remove(*before);
    ensureAssignments(transaction);
    record(transaction, request, "sla_assignment.release", before,
           repository.lock(subject.kind, id));
  });
}

void Assignments::record(Transaction& transaction, const Request& request, const char* action,
                         const std::optional<Assignment>& before,
                         const std::optional<Assignment>& after) {
  const std::string& name = after ? after->name : before->name;
  audit_.record(transaction, request,
                {.action = action,
                 .object_type = "sla_assignment",
                 .object_id = name,
                 .object_name = name,
                 .before = documentOf(before),
                 .after = documentOf(after)});
}

}  // namespace itops::sla
