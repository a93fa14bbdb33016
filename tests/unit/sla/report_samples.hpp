#pragma once

#include <string>

#include "report/report.hpp"

namespace itops::sla::test {

/// What a day looks like: whole seconds of each class.
struct DaySeconds {
  int down = 0;
  int unknown = 0;
  int maintenance = 0;
};

/// Figures of a whole day with this promise.
Figures dayFigures(const DaySeconds& seconds, Percent target, int revision = 1);

/// The report of 2 March 2026 in Berlin, about 1 March: titles and periods, and nothing watched.
Report emptyReport();

/// A group whose month so far looks like its day.
ReportGroup group(const std::string& name, int members, const DaySeconds& seconds,
                  std::int32_t target = 999'000);

/// A service whose month so far looks like its day.
ReportService service(const std::string& path, const DaySeconds& seconds,
                      std::int32_t target = 995'000);

/// Groups of every status and roll-up, names in several scripts, incidents, corrections.
Report fullReport();

/// As many groups, with a service each.
Report reportOf(int groups);

}  // namespace itops::sla::test
