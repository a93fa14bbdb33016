#include "period/measured_subject.hpp"

#include "aggregation/window_repository.hpp"
#include "definition/definition_repository.hpp"
#include "itops/error.hpp"

namespace itops::sla {
namespace {

SubjectRow subjectOf(PeriodRepository& repository, const SubjectName& name) {
  if (auto subject = repository.find(name)) return *std::move(subject);
  if (name.kind == Subject::kGroup) refuseUnknownGroup(name.name);
  throw Error(ErrorKind::kNotFound, "service_not_found",
              "There is no service at '" + name.name +
                  "'. Give its full path, as GET /api/v1/services shows it.");
}

std::optional<Definition> definitionOf(Transaction& transaction, const SubjectRow& subject) {
  const auto definitions = definitionsOf(transaction, subject.kind, {&subject.id, 1});
  const Definition* definition = definitions.of(subject.id);
  return definition == nullptr ? std::nullopt : std::optional(*definition);
}

}  // namespace

void refuseUnknownGroup(const std::string& name) {
  throw Error(ErrorKind::kNotFound, "sla_group_not_found",
              "There is no SLA group '" + name + "'. GET /api/v1/sla/groups lists them.");
}

MeasuredSubject measuredSubject(Transaction& transaction, const SubjectName& name,
                                const std::string& platform_zone) {
  PeriodRepository repository(transaction);
  const SubjectRow subject = subjectOf(repository, name);
  const auto definition = definitionOf(transaction, subject);
  const std::int64_t members =
      subject.kind == Subject::kGroup ? repository.memberCount(subject.id) : 1;
  const Definition* held = definition ? &*definition : nullptr;
  const std::string zone =
      definition ? definition->time_zone.value_or(platform_zone) : platform_zone;
  return {subject, definition, Calendar(zone), yardstickOf(held, subject.kind, members),
          WindowRepository(transaction).nextWindow()};
}

}  // namespace itops::sla
