#include "ingest/ingest_repository.hpp"

#include <algorithm>
#include <charconv>

#include "itops/error.hpp"

namespace itops::ingest {
namespace {

#define ITOPS_TOUCH                                                                              \
  "UPDATE kernel.service_state AS st "                                                           \
  "SET last_seen_at = GREATEST(st.last_seen_at, i.received_at), "                                \
  "    last_observed_at = i.observed_at, silence_from = i.observed_at, message = i.message, "    \
  "    status = i.status, status_since = i.status_since, revision = i.next_revision "            \
  "FROM unnest($1::integer[], $2::integer[], $3::timestamptz[], $4::timestamptz[], $5::text[], " \
  "            $6::smallint[], $7::timestamptz[], $8::integer[]) "                               \
  "  AS i (service_id, revision, observed_at, received_at, message, status, status_since, "      \
  "        next_revision) "                                                                      \
  "WHERE st.service_id = i.service_id AND st.revision = i.revision "                             \
  "  AND st.last_observed_at <= i.observed_at "

constexpr Statement kTouch{"ingest.touch", ITOPS_TOUCH "RETURNING st.service_id"};

constexpr Statement kTouchAll{"ingest.touch_all",
                              "WITH touched AS (" ITOPS_TOUCH
                              "RETURNING 1) SELECT kernel.expect_rows(count(*), $9) FROM touched"};

constexpr Statement kClaimKeys{"ingest.claim_keys", R"(
INSERT INTO kernel.idempotency_key AS k (digest, body_digest, created_at, http_status, answer)
SELECT i.digest, i.body_digest, $3, 0, ''
FROM unnest($1::bytea[], $2::bytea[]) AS i (digest, body_digest)
ORDER BY i.digest
ON CONFLICT (digest) DO UPDATE
  SET body_digest = EXCLUDED.body_digest, created_at = EXCLUDED.created_at
  WHERE k.created_at < $4
RETURNING encode(digest, 'hex') AS digest)"};

constexpr Statement kSelectAnswers{"ingest.select_answers", R"(
SELECT encode(digest, 'hex') AS digest, encode(body_digest, 'hex') AS body_digest, http_status,
       answer
FROM kernel.idempotency_key WHERE digest = ANY($1::bytea[]))"};

constexpr Statement kUpdateAnswers{"ingest.update_answers", R"(
UPDATE kernel.idempotency_key AS k SET http_status = i.http_status, answer = i.answer
FROM unnest($1::bytea[], $2::smallint[], $3::text[]) AS i (digest, http_status, answer)
WHERE k.digest = i.digest)"};

constexpr Statement kDeleteKeys{"ingest.delete_keys", R"(
DELETE FROM kernel.idempotency_key WHERE created_at < $1)"};

std::string toHex(const Digest& digest) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  for (const unsigned char byte : digest) {
    hex += kDigits[byte >> 4];
    hex += kDigits[byte & 15];
  }
  return hex;
}

Digest fromHex(std::string_view hex) {
  Digest digest{};
  for (std::size_t i = 0; i < digest.size() && 2 * i + 2 <= hex.size(); ++i) {
    std::from_chars(hex.data() + 2 * i, hex.data() + 2 * i + 2, digest[i], 16);
  }
  return digest;
}

struct TouchColumns {
  explicit TouchColumns(std::span<const Touch> touches) {
    for (const Touch& touch : touches) {
      ids.add(touch.service_id);
      revisions.add(touch.revision);
      observed.add(touch.observed_at);
      received.add(touch.received_at);
      messages.add(touch.message);
      statuses.add(static_cast<int>(touch.status));
      since.add(touch.status_since);
      next_revisions.add(touch.next_revision);
    }
  }

  ArrayValue ids, revisions, observed, received, messages, statuses, since, next_revisions;
};

void addBytes(ArrayValue& array, const Digest& digest) {
  array.add("\\x" + toHex(digest));
}

}  // namespace

std::vector<std::int32_t> IngestRepository::touch(std::span<const Touch> touches) {
  TouchColumns columns(touches);
  const Rows rows = transaction_.run(kTouch, columns.ids.take(), columns.revisions.take(),
                                     columns.observed.take(), columns.received.take(),
                                     columns.messages.take(), columns.statuses.take(),
                                     columns.since.take(), columns.next_revisions.take());
  std::vector<std::int32_t> written;
  written.reserve(static_cast<std::size_t>(rows.size()));
  for (const auto row : rows) {
    written.push_back(static_cast<std::int32_t>(row.integer("service_id")));
  }
  return written;
}

void IngestRepository::touchAll(std::span<const Touch> touches) {
  TouchColumns columns(touches);
  transaction_.runLater(kTouchAll, columns.ids.take(), columns.revisions.take(),
                        columns.observed.take(), columns.received.take(), columns.messages.take(),
                        columns.statuses.take(), columns.since.take(),
                        columns.next_revisions.take(), static_cast<std::int64_t>(touches.size()));
}

std::vector<Digest> IngestRepository::claimKeys(std::span<const IdempotencyKey> keys, Timestamp now,
                                                Timestamp valid_from) {
  ArrayValue digests, bodies;
  for (const auto& key : keys) {
    addBytes(digests, key.key);
    addBytes(bodies, key.body);
  }
  std::vector<Digest> claimed;
  for (const auto row :
       transaction_.run(kClaimKeys, digests.take(), bodies.take(), now, valid_from)) {
    claimed.push_back(fromHex(row.text("digest")));
  }
  return claimed;
}

std::vector<StoredAnswer> IngestRepository::answersOf(std::span<const IdempotencyKey> keys) {
  ArrayValue digests;
  for (const auto& key : keys) addBytes(digests, key.key);
  std::vector<StoredAnswer> answers;
  for (const auto row : transaction_.run(kSelectAnswers, digests.take())) {
    answers.push_back({fromHex(row.text("digest")), fromHex(row.text("body_digest")),
                       static_cast<int>(row.integer("http_status")),
                       std::string(row.text("answer"))});
  }
  return answers;
}

void IngestRepository::saveAnswers(std::span<const StoredAnswer> answers) {
  if (answers.empty()) return;
  ArrayValue digests, statuses, texts;
  for (const auto& answer : answers) {
    addBytes(digests, answer.key);
    statuses.add(answer.http_status);
    texts.add(std::string_view(answer.answer));
  }
  transaction_.runLater(kUpdateAnswers, digests.take(), statuses.take(), texts.take());
}

std::int64_t deleteIdempotencyKeys(Database& database, Timestamp cutoff) {
  return database.run(kDeleteKeys, cutoff).affectedCount();
}

}  // namespace itops::ingest
