#include "period/subject_query.hpp"

namespace itops::sla {

SubjectName subjectNameFrom(QueryReader& reader) {
  const auto path = reader.text("path");
  const auto group = reader.text("group");
  if (path.has_value() == group.has_value()) {
    reader.wrong("path",
                 "Expected either the path of a service or, as group, the name of a group.");
    return {};
  }
  if (group) return {Subject::kGroup, *group};
  return {Subject::kService, *path};
}

}  // namespace itops::sla
