#include "http/test_server.hpp"

#include <thread>

#include "http/system_routes.hpp"

namespace itops::test {
namespace {

Response text(std::string body) {
  return {200, "text/plain", std::move(body)};
}

Response fail(const Request& request) {
  const auto how = request.parameter("how");
  if (how == "invalid") {
    throw Error(ErrorKind::kInvalid, "thing_invalid", "The thing is wrong.", {},
                {{"size", "must be at most 5"}});
  }
  if (how == "away") {
    throw Error(ErrorKind::kUnavailable, "database_away", "Try again soon.", "host db1 refused");
  }
  if (how == "std") throw std::runtime_error("secret internals");
  if (how == "int") throw 42;
  if (how == "status") return {99, "text/plain", "x"};
  if (how == "splitting") return {200, "text/plain", "x", {{"X-A", "b\r\nX-Evil: 1"}}};
  return {200, "text/plain", "x", {{"Content-Length", "7"}}};
}

}  // namespace

TestServer::TestServer(http::ServerOptions options, bool start) {
  options.host = "127.0.0.1";
  options.port = 0;
  addPlainRoutes();
  addDeferredRoutes();
  addFailingRoutes();
  addStreamRoutes();
  http::registerSystemRoutes(
      routes, "1.2.3",
      [] {
        return http::ReadyReport{{"database", false, "It is away."}};
      },
      metrics);
  routes.freeze();
  server =
      std::make_unique<http::Server>(std::move(options), routes, keys, log, access, clock, metrics);
  if (start) server->start();
}

TestServer::~TestServer() {
  door.open();
  server->stop();
}

void TestServer::addPlainRoutes() {
  const auto add = [this](Method method, const char* path, Access who, Handler handler) {
    routes.add("tests", {method, path, std::move(who), {"Try it"}, std::move(handler)});
  };
  add(Method::kPost, "/echo", Access::open(),
      [](const Request& request) { return text(std::string(request.body())); });
  add(Method::kGet, "/items/{id}", Access::open(), [](const Request& request) {
    return text(std::string(request.parameter("id")) + "|" + request.query("q").value_or("-") +
                "|" + std::string(request.path()));
  });
  add(Method::kPut, "/items/{id}", Access::open(), [](const Request&) {
    return Response{204, {}, {}};
  });
  add(Method::kGet, "/wait", Access::open(), [this](const Request&) {
    door.wait();
    return text("waited");
  });
  add(Method::kGet, "/guarded", Access::permission("things.read"),
      [](const Request& request) { return text(request.principal().name); });
  add(Method::kGet, "/caller", Access::open(), [](const Request& request) {
    return text(request.principal().name + " " + std::string(request.clientAddress()));
  });
  add(Method::kPost, "/guarded", Access::permission("things.write"),
      [](const Request& request) { return text(std::string(request.body())); });
  add(Method::kGet, "/large", Access::open(),
      [](const Request&) { return text(std::string(8 * 1024 * 1024, 'x')); });
}

void TestServer::addDeferredRoutes() {
  const auto add = [this](const char* path, DeferredHandler handler) {
    routes.add("tests",
               {Method::kPost, path, Access::open(), {"Try it"}, nullptr, std::move(handler)});
  };
  add("/push", [](const Request& request, Responder& responder) {
    responder.send(text(std::string(request.body())));
  });
  add("/later", [this](const Request&, Responder& responder) { shelf.put(std::move(responder)); });
  add("/drop", [](const Request&, Responder&) {});
  add("/refuse", [](const Request&, Responder&) {
    throw Error(ErrorKind::kInvalid, "push_invalid", "The push is wrong.");
  });
}

void TestServer::addFailingRoutes() {
  routes.add("tests", {Method::kGet, "/fail/{how}", Access::open(), {"Fail"}, fail});
}

void TestServer::addStreamRoutes() {
  using StreamPointer = std::shared_ptr<http::Stream>;
  routes.addStream("tests", {Method::kGet, "/stream", Access::authenticated(), {"Stream"}},
                   [this](const Request& request, const StreamPointer& stream) {
                     streams.put(stream);
                     if (request.query("wait")) door.wait();
                     return Response{200, "text/plain"};
                   });
  routes.addStream("tests", {Method::kGet, "/stream/refused", Access::open(), {"Refuse"}},
                   [this](const Request&, const StreamPointer& stream) {
                     streams.put(stream);
                     return Response{503, "text/plain", "No more."};
                   });
}

bool TestServer::eventually(const std::function<bool()>& condition) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    std::this_thread::yield();
  }
  return true;
}

double TestServer::metric(const std::string& line_start) const {
  const auto all = "\n" + metrics.text();
  const auto line = all.find("\n" + line_start);
  if (line == std::string::npos) return 0;
  return std::stod(all.substr(all.find(' ', line + 1 + line_start.size()) + 1));
}

}  // namespace itops::test
