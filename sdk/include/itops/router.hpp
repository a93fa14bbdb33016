#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "itops/auth.hpp"
#include "itops/export.hpp"
#include "itops/timestamp.hpp"

namespace itops {

/// HTTP methods of routes. HEAD is answered by the GET route, OPTIONS by the kernel.
enum class Method { kGet, kPost, kPut, kPatch, kDelete };

/// One HTTP request. Valid until the handler returns; views into it must not be kept.
class ITOPS_EXPORT Request {
 public:
  virtual Method method() const = 0;
  /// Decoded path without query, such as `/api/v1/services`.
  virtual std::string_view path() const = 0;
  /// Decoded value of `{name}` in the route's path. Throws Error(kInternal) for a name that the
  /// route doesn't have.
  virtual std::string_view parameter(std::string_view name) const = 0;
  /// Decoded value of a query parameter; empty optional when absent. The last one counts.
  virtual std::optional<std::string> query(std::string_view name) const = 0;
  /// Value of a header, name in any case; empty optional when absent.
  virtual std::optional<std::string_view> header(std::string_view name) const = 0;
  /// The whole body, at most the configured limit; empty when none was sent. Its text is cleaned
  /// (`itops/text.hpp`): well-formed UTF-8 without noncharacters and unwanted controls, also where
  /// JSON writes them as escapes. Only broken JSON may hold more, which a parser refuses.
  virtual std::string_view body() const = 0;
  /// The accepted or generated X-Request-Id.
  virtual std::string_view requestId() const = 0;
  /// The authenticated caller; without permissions on public routes without a key.
  virtual const Principal& principal() const = 0;
  /// When the last byte of the request arrived.
  virtual Timestamp receivedAt() const = 0;
  /// The peer's address without port, such as `192.0.2.1` or `2001:db8::1`: a proxy's where one is
  /// in between. `-` when it isn't known.
  virtual std::string_view clientAddress() const = 0;
  /// True when the text of the body was repaired (`cleanedText`, and composed characters written in
  /// one form): add a warning where the answer has a place for one. The answer of a route that has
  /// none bears a `Warning` header.
  virtual bool bodyWasRepaired() const = 0;

 protected:
  ~Request() = default;
};

/// An answer. Content-Length, Date, X-Request-Id and connection headers are the kernel's.
struct Response {
  int status = 200;
  std::string content_type = "application/json";
  std::string body = {};
  std::vector<std::pair<std::string, std::string>> headers = {};
};

/// Takes the answer of one request, later and from [any] thread. Move-only. Exactly one call of
/// `send` counts; a responder destroyed without one answers 500, so no client waits for ever.
class Responder {
 public:
  /// The kernel's side of a responder.
  class ITOPS_EXPORT Sink {
   public:
    virtual ~Sink() = default;
    virtual void send(Response response) = 0;
  };

  Responder() = default;
  explicit Responder(std::unique_ptr<Sink> sink) : sink_(std::move(sink)) {}

  void send(Response response) {
    if (auto sink = std::exchange(sink_, nullptr)) sink->send(std::move(response));
  }

 private:
  std::unique_ptr<Sink> sink_;
};

/// Runs on a worker thread and may block on the database; throws Error for problem documents.
/// [request]
using Handler = std::function<Response(const Request&)>;

/// Runs on the event loop and must not block. It moves the responder out to answer later; while it
/// has not, throwing answers a problem document as in a Handler. For ingest only. [request]
using DeferredHandler = std::function<void(const Request&, Responder&)>;

/// Who may call a route. There is no default: every route says it.
class Access {
 public:
  /// Anyone, without a key.
  static Access open() { return Access{std::string{}}; }
  /// Callers that hold the permission, e.g. `catalog.read`.
  static Access permission(std::string name) { return Access{std::move(name)}; }
  /// Callers with any key that is known, whatever it may do.
  static Access authenticated() { return Access{std::string(kAuthenticated)}; }

  /// What `permission()` says of a route for every authenticated caller. No permission has this
  /// name, as all have a dot.
  static constexpr std::string_view kAuthenticated = "authenticated";

  /// The same for a route whose handler asks `Principal::covers()` for each path that it writes.
  /// Keys with a node prefix are refused by all other routes.
  Access withinNode() && {
    within_node_ = true;
    return std::move(*this);
  }

  /// Empty for an open route.
  const std::string& permission() const { return permission_; }
  /// True when the handler honours a key's node prefix.
  bool isWithinNode() const { return within_node_; }

 private:
  explicit Access(std::string permission) : permission_(std::move(permission)) {}
  std::string permission_;
  bool within_node_ = false;
};

/// A documented query parameter. `schema` is JSON Schema text, e.g. `{"type":"integer"}`.
struct QueryParameter {
  std::string name;
  std::string help;
  std::string schema = R"({"type":"string"})";
};

/// What /openapi.json and /docs say of a route. Schemas are JSON Schema texts; a text that isn't
/// JSON stops the start with the route's name.
struct RouteDoc {
  std::string summary;           ///< one line
  std::string description = {};  ///< Markdown, may be empty
  std::vector<QueryParameter> query = {};
  std::string request_schema = {};   ///< empty: no body
  std::string response_schema = {};  ///< of the 2xx answer; empty: any JSON
  std::string response_type = "application/json";
  std::vector<int> statuses = {200};  ///< 2xx codes; problems are documented by the kernel
};

/// One operation. Exactly one of `handler` and `deferred` is set.
struct Route {
  Method method;
  std::string path;  ///< `/api/v1/things/{id}`; a parameter is one whole segment
  Access access;
  RouteDoc doc;
  Handler handler = nullptr;
  DeferredHandler deferred = nullptr;
};

/// Where a plugin registers its routes; the kernel removes them before `stop()`.
/// `need<Router>()` always succeeds; owned by the kernel.
class ITOPS_EXPORT Router {
 public:
  static constexpr std::string_view kInterfaceId = "itops.router/1";

  /// Registers a route. Throws Error(kConflict, "route_duplicate") naming both owners when method
  /// and path are taken, Error(kInvalid, "route_outside_prefix") when the path is not under a
  /// prefix of the plugin's descriptor. [main], in start() only.
  virtual void add(Route route) = 0;

 protected:
  ~Router() = default;
};

}  // namespace itops
