#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "itops/database.hpp"
#include "itops/export.hpp"
#include "itops/registry.hpp"
#include "itops/timestamp.hpp"

/// Push endpoints: what anything that runs curl reports of services. A plugin says which fields it
/// reads and how it stores them; the rest is the same for every push (docs/push.md) and the
/// kernel's: the path and its repair, `?create=false`, `observedAt`, `idempotencyKey`, `namespace`,
/// warnings, services made on the first push, one transaction for all pushes that wait together.
///
///     class FuelEndpoint final : public PushEndpoint {
///       std::unique_ptr<PushReport> read(PushFields& fields) override {
///         auto report = std::make_unique<FuelReport>();
///         report->litres = fields.integer("litres").value_or(0);
///         return report;
///       }
///       void write(Transaction& transaction, std::span<PushItem> items) override { ... }
///     };
///
///     context.need<Pushes>().add({.path = "/api/v1/fuel/report", .summary = "Report fuel"},
///                                std::make_unique<FuelEndpoint>());
namespace itops {

/// What had to be padded, clamped or ignored, as an element of an answer's `warnings`.
struct PushWarning {
  std::string code;   ///< `storage.clamped`; words of docs/push.md
  std::string field;  ///< name in the body; empty when it is about the whole push
  std::string message;

  bool operator==(const PushWarning&) const = default;
};

/// The fields of one pushed object. Each takes what can be read: numbers given as texts, texts
/// given as numbers. What was bent is told as `field.coerced`, what can't be used as
/// `field.ignored`; fields that nobody asks for as `field.unexpected`. JSON null counts as absent.
/// Valid during PushEndpoint::read(). [request]
class ITOPS_EXPORT PushFields {
 public:
  /// A text of at most `bytes_max` bytes (cut between characters), NUL removed. Empty when absent,
  /// unusable or nothing but blanks.
  virtual std::optional<std::string> text(std::string_view name, std::size_t bytes_max) = 0;
  /// A finite number.
  virtual std::optional<double> number(std::string_view name) = 0;
  /// A whole number, as scripts write them: `107374182400`, `1.07e11`, `"42"`; fractions are
  /// rounded, what is beyond 64 bits is clamped.
  virtual std::optional<std::int64_t> integer(std::string_view name) = 0;
  /// One of `allowed`, matched in any case; `fallback` with warning `code` for anything else.
  virtual std::optional<std::string> word(std::string_view name,
                                          std::span<const std::string_view> allowed,
                                          std::string_view fallback, std::string_view code) = 0;
  /// An RFC 3339 time.
  virtual std::optional<Timestamp> timestamp(std::string_view name) = 0;
  /// Adds a warning to the answer.
  virtual void warn(std::string_view code, std::string_view field, std::string message) = 0;

 protected:
  ~PushFields() = default;
};

/// What a plugin read of one push: its own struct. Kept by the kernel until the push is answered.
class ITOPS_EXPORT PushReport {
 public:
  virtual ~PushReport() = default;
};

/// Whom a push is about.
struct PushAddress {
  enum class Kind { kService, kSlaGroup, kNamespace };

  Kind kind = Kind::kService;
  std::string path = {};        ///< kService: full path in stored form
  std::string sla_group = {};   ///< kSlaGroup: name
  std::string name_space = {};  ///< kNamespace: name
  std::string node_path = {};   ///< kNamespace: narrows it to the services of that node; else empty
};

/// One push on its way into the database. References are the kernel's, for the time of write().
struct PushItem {
  const PushAddress& address;
  PushReport& report;                  ///< what read() returned
  std::vector<PushWarning>& warnings;  ///< of the answer; may be added to
  Timestamp observed_at;               ///< when it was so, never ahead of received_at
  Timestamp received_at;
  bool too_old = false;     ///< observed before history begins: answer, but store nothing
  ServiceRef service = {};  ///< kService: who it is; it exists and is not archived
  bool created = false;     ///< kService: this push made it
  /// Out: further members of the answer as JSON text, such as
  /// `"freePercent":50,"status":"healthy"`; empty for none.
  std::string answer_members = {};
};

/// One kind of push. Its write() may run again for the same items after a failure, with what was
/// written before undone: it must set `answer_members` anew and remember nothing outside the
/// transaction.
class ITOPS_EXPORT PushEndpoint {
 public:
  /// When no push is under way any more, before the plugin's `stop()`. [main]
  virtual ~PushEndpoint() = default;

  /// Reads a push; never refuses one for its fields. On the event loop: must not block. Never null.
  /// [request]
  virtual std::unique_ptr<PushReport> read(PushFields& fields) = 0;

  /// Stores a batch in the transaction that acknowledges it; never empty, in order of arrival,
  /// several for one service possible. Throwing fails the batch, which is then repeated in halves,
  /// so that one push that can't be stored fails alone. Services are not locked: write so that
  /// replicas that write the same rows at once wait for each other in one order, by sorting rows by
  /// their key. [ingest], one call at a time on each replica.
  virtual void write(Transaction& transaction, std::span<PushItem> items) = 0;
};

/// Where and how an endpoint is reached. The route is `POST` with permission `push.write`.
struct PushRoute {
  std::string path;              ///< `/api/v1/storage/report`, under a prefix of the plugin
  std::string summary;           ///< one line for /openapi.json
  std::string description = {};  ///< Markdown
  /// Members of the endpoint's own fields as in the `properties` of a JSON Schema object, without
  /// braces: `"litres":{"type":"integer"}`. Fields that every push has are added by the kernel.
  std::string request_properties = {};
  std::string response_properties = {};  ///< of `answer_members`, likewise
  std::string example = {};              ///< a JSON object that a person can send
  /// `slaGroup` and `namespace` may stand in the place of a service, and write() gets such items.
  bool addresses_groups = false;
  /// Appended to the tags of a service whose push comes through here; empty for none.
  std::string adds_tag = {};
};

/// Where push endpoints register; the kernel removes them before `stop()`. `need<Pushes>()`
/// succeeds in the core role; kernel-owned.
class ITOPS_EXPORT Pushes {
 public:
  static constexpr std::string_view kInterfaceId = "itops.pushes/1";

  /// Adds an endpoint and takes it over. Throws what Router::add() throws, and Error(kInvalid,
  /// "push_endpoint_missing") for a null pointer. [main], in start() only.
  virtual void add(PushRoute route, std::unique_ptr<PushEndpoint> endpoint) = 0;

 protected:
  ~Pushes() = default;
};

}  // namespace itops
