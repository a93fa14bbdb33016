#include "app/identity_commands.hpp"

#include <termios.h>
#include <unistd.h>

#include <iostream>

#include "app/core_options.hpp"
#include "audit/audit_trail.hpp"
#include "identity/first_admin.hpp"
#include "identity/reconciler.hpp"
#include "itops/error.hpp"
#include "time/system_clock.hpp"

namespace itops::app {
namespace {

/// Typed text stays off the screen while this lives.
class HiddenTyping {
 public:
  HiddenTyping() {
    terminal_ = tcgetattr(STDIN_FILENO, &before_) == 0;
    if (!terminal_) return;
    termios hidden = before_;
    hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSANOW, &hidden);
    std::cerr << "Password: " << std::flush;
  }
  ~HiddenTyping() {
    if (!terminal_) return;
    tcsetattr(STDIN_FILENO, TCSANOW, &before_);
    std::cerr << "\n";
  }
  HiddenTyping(const HiddenTyping&) = delete;
  HiddenTyping& operator=(const HiddenTyping&) = delete;

 private:
  termios before_{};
  bool terminal_ = false;
};

Secret passwordFor(const config::Settings& settings) {
  if (settings.isSet("bootstrap.admin_password")) {
    return settings.secret("bootstrap.admin_password");
  }
  const HiddenTyping hidden;
  std::string line;
  std::getline(std::cin, line);
  return Secret(std::move(line));
}

}  // namespace

int runOnDatabase(const config::Settings& settings, const std::vector<MigrationSource>& migrations,
                  const std::function<int(PostgresDatabase&)>& command) {
  LogOptions quiet = logOptions(settings);
  quiet.target = stderr;
  LogSystem logs(quiet);
  MetricsRegistry metrics;
  DatabaseAccess database(settings, logs, metrics);
  database.start();
  database.migrate(migrations);
  const int code = command(database.shared());
  database.stop();
  return code;
}

int makeAdmin(PostgresDatabase& database, const config::Settings& settings,
              const CommandLine& line) {
  const SystemClock clock;
  audit::AuditTrail audit(clock);
  const identity::PasswordHasher hasher;
  identity::FirstAdmin admins(database, audit, clock, hasher);
  const auto password = passwordFor(settings);
  if (line.reset) {
    admins.reset(line.admin_name, password);
  } else {
    admins.create(line.admin_name, password);
  }
  std::cout << (line.reset ? "The password of '" : "The administrator '") << line.admin_name
            << (line.reset ? "' was set.\n" : "' was made.\n");
  return EXIT_SUCCESS;
}

int reconcileProviders(PostgresDatabase& database, const config::AuthDeclaration& declared,
                       bool dry_run) {
  const SystemClock clock;
  identity::Reconciler reconciler(database, clock);
  const auto run = dry_run ? reconciler.preview(declared) : reconciler.run(declared, "itops");
  for (const auto& error : declared.errors) std::cout << "wrong: " << error << "\n";
  for (const auto& change : run.changes) std::cout << (dry_run ? "would " : "") << change << "\n";
  for (const auto& refusal : run.refused) std::cout << "refused: " << refusal << "\n";
  if (run.outcome == "refused") std::cout << "Nothing is changed: " << run.reason << ".\n";
  if (run.outcome == "unchanged") std::cout << "Everything is as declared.\n";
  return run.outcome == "refused" ? EXIT_FAILURE : EXIT_SUCCESS;
}

}  // namespace itops::app
