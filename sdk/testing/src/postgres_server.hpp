#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace itops::test {

/// The private PostgreSQL of a test program: made in a folder of its own under /tmp, reachable over
/// a socket in there alone, gone with the program, also when that is killed. [main]
class PostgresServer {
 public:
  /// Started on first use, stopped at exit. Throws std::runtime_error.
  static PostgresServer& instance();

  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;
  ~PostgresServer();

  /// libpq's words for a database of this server.
  std::string connectionTo(const std::string& database) const;
  /// A new database of a new name, a copy of `from` unless that is empty.
  std::string create(const std::string& from);

 private:
  PostgresServer();
  int run(const std::vector<std::string>& command) const;
  pid_t spawn(const std::vector<std::string>& command) const;
  void waitUntilItAnswers();
  [[noreturn]] void fail(const std::string& what) const;

  std::filesystem::path folder_;
  pid_t owner_ = 0;  ///< our own process: a forked child must not stop the server
  pid_t server_ = 0;
  int count_ = 0;
};

}  // namespace itops::test
