#include "database/poco_connection.hpp"

#include <Poco/Exception.h>

#include "database/sql_error.hpp"

namespace itops {
namespace {

using Poco::Data::PostgreSQL::SessionHandle;

PGconn*& connectionOf(SessionHandle& handle);

/// SessionHandle frees its PGconn only while that is connected: each failed attempt and each lost
/// connection would leak 34 kB, thousands of times in one outage. We free it ourselves, for which
/// the pointer must be cleared. It is private; an explicit instantiation may name it all the same.
template <PGconn* SessionHandle::*member>
struct Expose {
  friend PGconn*& connectionOf(SessionHandle& handle) { return handle.*member; }
};
template struct Expose<&SessionHandle::_pConnection>;

}  // namespace

PocoConnection::PocoConnection(const std::string& connection_string) {
  try {
    handle_.connect(connection_string);
  } catch (const Poco::Exception& exception) {
    releaseBroken();
    throw SessionLost("connect: " + exception.message());
  }
}

PocoConnection::~PocoConnection() {
  releaseBroken();
}

void PocoConnection::releaseBroken() {
  if (handle_.isConnected()) return;
  PQfinish(connectionOf(handle_));
  connectionOf(handle_) = nullptr;
}

}  // namespace itops
