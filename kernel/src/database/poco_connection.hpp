#pragma once

#include <Poco/Data/PostgreSQL/SessionHandle.h>

#include <string>

namespace itops {

/// One libpq connection, opened, held and closed by Poco::Data::PostgreSQL's SessionHandle, the
/// layer below Poco::Data::Session. The layer above is left out on purpose: its connection string
/// is cut at every blank (so a password can't have one, nor can a URL be given), and its statements
/// prepare under a generated name each time, lose what follows a NUL and read NULL as 0.
/// One thread at a time.
class PocoConnection {
 public:
  /// Connects. Throws SessionLost when that fails.
  explicit PocoConnection(const std::string& connection_string);
  PocoConnection(const PocoConnection&) = delete;
  PocoConnection& operator=(const PocoConnection&) = delete;
  ~PocoConnection();

  /// Never null; lives as long as this object.
  PGconn* get() const { return handle_; }

 private:
  void releaseBroken();

  mutable Poco::Data::PostgreSQL::SessionHandle handle_;
};

}  // namespace itops
