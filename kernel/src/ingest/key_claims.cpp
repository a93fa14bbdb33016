#include "ingest/key_claims.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace itops::ingest {

void KeyClaims::claim(IngestRepository& repository, std::vector<std::size_t>& pushes, Timestamp now,
                      Timestamp valid_from) {
  std::map<Digest, std::size_t> first_of_key;
  std::vector<IdempotencyKey> keys;
  for (const std::size_t push : pushes) {
    const auto& key = key_of_(push);
    if (key && first_of_key.emplace(key->key, push).second) keys.push_back(*key);
  }
  if (keys.empty()) return;
  const auto claimed = repository.claimKeys(keys, now, valid_from);
  const std::set<Digest> ours(claimed.begin(), claimed.end());
  std::vector<IdempotencyKey> taken;
  for (const auto& key : keys) {
    if (!ours.contains(key.key))
      taken.push_back(key);
    else
      firsts_.push_back(first_of_key[key.key]);
  }
  std::erase_if(pushes, [&](std::size_t push) {
    const auto& key = key_of_(push);
    return key && (!ours.contains(key->key) || first_of_key[key->key] != push);
  });
  if (!taken.empty()) repeat(repository.answersOf(taken));
}

void KeyClaims::repeat(std::span<const StoredAnswer> answers) {
  for (const StoredAnswer& answer : answers) {
    for (std::size_t i = 0; i < results_.size(); ++i) {
      const auto& key = key_of_(i);
      const bool is_first = std::find(firsts_.begin(), firsts_.end(), i) != firsts_.end();
      if (!key || key->key != answer.key || is_first) continue;
      results_[i].kind = PushResult::Kind::kRepeated;
      results_[i].repeated_status = answer.http_status;
      results_[i].repeated_answer = answer.answer;
      results_[i].repeated_other_body = key->body != answer.body;
    }
  }
}

void KeyClaims::save(IngestRepository& repository, const AnswerOf& answer_of) {
  std::vector<StoredAnswer> answers;
  for (const std::size_t push : firsts_) {
    PushAnswer answer = answer_of(push);
    const IdempotencyKey& key = *key_of_(push);
    answers.push_back({key.key, key.body, answer.status, std::move(answer.body)});
  }
  repository.saveAnswers(answers);
  repeat(answers);
}

}  // namespace itops::ingest
