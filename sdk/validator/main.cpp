// The program itops-plugin-check.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "checks.hpp"
#include "child.hpp"

namespace itops::validator {
namespace {

namespace fs = std::filesystem;

constexpr int kUsageExitCode = 64;
constexpr std::array kLabels{"ok  ", "warn", "FAIL", "skip"};

constexpr const char* kUsage = R"(itops-plugin-check FILE.so [--migrations FOLDER] [--seconds N]

Examines an ITOps plugin in child processes and prints a line for each check: ok, warn, FAIL or
skip. Exit code 0 without a FAIL, 1 with one, 64 for wrong arguments. Migrations are looked for in
<id>/migrations beside the file when they are not named. A check has N seconds, 15 unless said.
Checks with a database start a private PostgreSQL and remove it again.
)";

/// Prints and counts.
class Summary {
 public:
  void add(const std::string& name, const Outcome& outcome) {
    const auto verdict = static_cast<std::size_t>(outcome.verdict);
    ++counts_[verdict];
    std::cout << kLabels[verdict] << "  " << name << ": " << outcome.sentence << std::endl;
  }

  bool failed() const { return counts_[static_cast<std::size_t>(Verdict::kFailed)] > 0; }

  void printSum(const std::string& file) const {
    std::cout << file << ": " << counts_[0] << " ok, " << counts_[1] << " warnings, " << counts_[2]
              << " failed, " << counts_[3] << " skipped" << std::endl;
  }

 private:
  std::array<int, kLabels.size()> counts_{};
};

/// False when the rest makes no sense any more.
bool runAll(std::span<const Check> checks, const Subject& subject, Summary& report) {
  for (const Check& check : checks) {
    const Outcome outcome = runInChild([&] { return check.run(subject); }, subject.check_limit);
    report.add(check.name, outcome);
    if (check.essential && outcome.verdict == Verdict::kFailed) return false;
  }
  return true;
}

/// The kernel's migrations of the installation that this program belongs to.
fs::path kernelMigrations() {
  const fs::path prefix = fs::read_symlink("/proc/self/exe").parent_path().parent_path();
  const fs::path installed = prefix / "share/itops/migrations/kernel";
  return fs::is_directory(installed) ? installed : fs::path(ITOPS_KERNEL_MIGRATIONS_DIR);
}

bool wantsDatabase(const Subject& subject) {
  if (!subject.migrations.empty()) return true;
  const Outcome asked = runInChild(
      [&] {
        const PluginInfo& info = *descriptorOf(subject).info;
        const bool wants =
            lists(info.needs, Database::kInterfaceId) || lists(info.uses, Database::kInterfaceId);
        return wants ? Outcome::ok("") : Outcome::skipped("");
      },
      subject.check_limit);
  return asked.verdict == Verdict::kOk;
}

/// Starts the server here, so that all children share it and none has to stop it.
Outcome startDatabase(const Subject& subject) {
  try {
    test::TestDatabase::migrated({}, subject.kernel_migrations);
    return Outcome::ok("A private PostgreSQL runs for the checks that follow.");
  } catch (const std::exception& exception) {
    return Outcome::failed(exception.what());
  }
}

void examine(const Subject& subject, Summary& report) {
  if (!runAll(libraryChecks(), subject, report) || report.failed()) return;
  if (wantsDatabase(subject)) {
    report.add("database", startDatabase(subject));
    if (report.failed()) return;
  }
  runAll(migrationChecks(), subject, report);
  if (report.failed() || !runAll(lifeChecks(), subject, report)) return;
  runAll(registrationChecks(), subject, report);
}

/// Fills the subject; empty when the words make no sense.
std::optional<Subject> parse(const std::vector<std::string>& arguments) {
  Subject subject;
  for (std::size_t index = 0; index < arguments.size(); ++index) {
    const std::string& word = arguments[index];
    const bool has_value = index + 1 < arguments.size();
    if (word == "--migrations" && has_value) {
      subject.migrations = arguments[++index];
    } else if (word == "--seconds" && has_value) {
      subject.check_limit =
          std::chrono::seconds(std::max(1, std::atoi(arguments[++index].c_str())));
    } else if (subject.file.empty() && !word.starts_with("-")) {
      subject.file = fs::absolute(word);
    } else {
      return std::nullopt;
    }
  }
  if (subject.file.empty()) return std::nullopt;
  return subject;
}

int run(const std::vector<std::string>& arguments) {
  if (arguments == std::vector<std::string>{"--help"}) {
    std::cout << kUsage;
    return 0;
  }
  auto parsed = parse(arguments);
  if (!parsed) {
    std::cerr << kUsage;
    return kUsageExitCode;
  }
  Subject& subject = *parsed;
  const fs::path beside = subject.file.parent_path() / subject.file.stem() / "migrations";
  if (subject.migrations.empty() && fs::is_directory(beside)) subject.migrations = beside;
  subject.kernel_migrations = kernelMigrations();

  Summary report;
  examine(subject, report);
  report.printSum(subject.file.filename().string());
  return report.failed() ? 1 : 0;
}

}  // namespace
}  // namespace itops::validator

int main(int count, char** arguments) {
  try {
    return itops::validator::run({arguments + 1, arguments + count});
  } catch (const std::exception& exception) {
    std::cerr << "itops-plugin-check: " << exception.what() << "\n";
    return 1;
  }
}
