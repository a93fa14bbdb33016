#include "storage_filter.hpp"

#include <charconv>

namespace itops::storage {
namespace {

void readSort(QueryReader& reader, StorageFilter& filter) {
  const auto word = reader.word("sort", {"path", "-path", "freePercent", "-freePercent"});
  if (!word) return;
  filter.descending = word->front() == '-';
  filter.sort = word->ends_with("path") ? StorageSort::kPath : StorageSort::kFreePercent;
}

bool isNumber(const std::string& text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size();
}

void readCursor(QueryReader& reader, StorageFilter& filter) {
  filter.cursor = reader.cursor(filter.listName(), QueryReader::KeyType::kText);
  if (!filter.cursor || filter.sort == StorageSort::kPath || isNumber(filter.cursor->key)) return;
  reader.wrong("cursor", "Expected the nextCursor of an answer to the same list.");
}

}  // namespace

std::string StorageFilter::listName() const {
  const std::string name = sort == StorageSort::kPath ? "path" : "freePercent";
  return "storage:" + std::string(descending ? "-" : "") + name;
}

StorageFilter storageFilterFrom(const Request& request) {
  QueryReader reader(request);
  StorageFilter filter;
  filter.path = reader.text("path");
  if (filter.path) filter.path->erase(filter.path->find_last_not_of('/') + 1);
  if (filter.path && filter.path->empty()) filter.path.reset();
  filter.status = reader.word("status", {"healthy", "warning", "critical", "none"});
  filter.tag = reader.text("tag");
  filter.text = reader.text("q");
  readSort(reader, filter);
  filter.limit = reader.limit();
  readCursor(reader, filter);
  reader.throwIfWrong();
  return filter;
}

HistoryFilter historyFilterFrom(const Request& request) {
  QueryReader reader(request);
  HistoryFilter filter;
  filter.mount_path = reader.text("mountPath");
  filter.from = reader.timestamp("from");
  filter.to = reader.timestamp("to");
  filter.limit = reader.limit();
  filter.cursor = reader.cursor(HistoryFilter::kList, QueryReader::KeyType::kTime);
  reader.throwIfWrong();
  return filter;
}

}  // namespace itops::storage
