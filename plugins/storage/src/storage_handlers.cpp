#include "storage_handlers.hpp"

#include "itops/error.hpp"
#include "itops/json/json_text.hpp"
#include "storage_json.hpp"
#include "storage_query_repository.hpp"

namespace itops::storage {
namespace {

Error serviceNotFound(std::string_view id) {
  return Error(ErrorKind::kNotFound, "service_not_found",
               "There is no service with the id " + std::string(id) +
                   ". Look it up with GET /api/v1/storage.");
}

Uuid idFrom(const Request& request) {
  const auto text = request.parameter("id");
  if (const auto id = Uuid::parse(text)) return *id;
  throw Error(ErrorKind::kNotFound, "service_not_found",
              "There is no such service: the id in the path is not a UUID.");
}

template <class Item>
Response pageOf(const Request& request, const Page<Item>& page,
                boost::json::object (*toJson)(const Item&),
                std::string (*toCsv)(const std::vector<Item>&)) {
  if (wantsCsv(request)) {
    Response response{.content_type = "text/csv; charset=utf-8", .body = toCsv(page.items)};
    if (page.next_cursor) response.headers.emplace_back("X-Next-Cursor", *page.next_cursor);
    return response;
  }
  boost::json::array items;
  for (const Item& item : page.items) items.push_back(toJson(item));
  return {.body = pageText(std::move(items), page.next_cursor)};
}

}  // namespace

Response StorageHandlers::list(const Request& request) {
  const StorageFilter filter = storageFilterFrom(request);
  Page<StorageView> page;
  database_.transact([&](Transaction& transaction) {
    page = StorageQueryRepository(transaction, mount_keep_).list(filter);
  });
  return pageOf<StorageView>(request, page, storageJson, storageCsv);
}

Response StorageHandlers::history(const Request& request) {
  const HistoryFilter filter = historyFilterFrom(request);
  const Uuid id = idFrom(request);
  Page<HistoryPoint> page;
  database_.transact([&](Transaction& transaction) {
    StorageQueryRepository repository(transaction, mount_keep_);
    const auto service = repository.findService(id);
    if (!service) throw serviceNotFound(id.toString());
    page = repository.history(*service, filter);
  });
  return pageOf<HistoryPoint>(request, page, pointJson, historyCsv);
}

}  // namespace itops::storage
