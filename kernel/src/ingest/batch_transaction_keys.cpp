#include <algorithm>
#include <map>
#include <set>

#include "ingest/batch_transaction.hpp"

// Keyed pushes: the first one of a key is stored, all others get its answer.
namespace itops::ingest {

void BatchTransaction::claimKeys(IngestRepository& repository) {
  std::map<Digest, std::size_t> first_of_key;
  std::vector<IdempotencyKey> keys;
  for (const std::size_t push : full_) {
    const auto& key = pushes_[push]->key;
    if (key && first_of_key.emplace(key->key, push).second) keys.push_back(*key);
  }
  if (keys.empty()) return;
  const auto claimed = repository.claimKeys(keys, now_, now_ - rules_.idempotency_keep);
  const std::set<Digest> ours(claimed.begin(), claimed.end());
  std::vector<IdempotencyKey> taken;
  for (const auto& key : keys) {
    if (!ours.contains(key.key))
      taken.push_back(key);
    else
      keyed_.push_back(first_of_key[key.key]);
  }
  std::erase_if(full_, [&](std::size_t push) {
    const auto& key = pushes_[push]->key;
    return key && (!ours.contains(key->key) || first_of_key[key->key] != push);
  });
  if (!taken.empty()) repeatAnswers(repository.answersOf(taken));
}

void BatchTransaction::repeatAnswers(std::span<const StoredAnswer> answers) {
  for (const StoredAnswer& answer : answers) {
    for (std::size_t i = 0; i < pushes_.size(); ++i) {
      const auto& key = pushes_[i]->key;
      const bool is_first = std::find(keyed_.begin(), keyed_.end(), i) != keyed_.end();
      if (!key || key->key != answer.key || is_first) continue;
      results_[i].kind = PushResult::Kind::kRepeated;
      results_[i].repeated_status = answer.http_status;
      results_[i].repeated_answer = answer.answer;
      results_[i].repeated_other_body = key->body != answer.body;
    }
  }
}

void BatchTransaction::saveAnswers(IngestRepository& repository) {
  std::vector<StoredAnswer> answers;
  for (const std::size_t push : keyed_) {
    PushAnswer answer = answerFor(report(push), results_[push]);
    const IdempotencyKey& key = *pushes_[push]->key;
    answers.push_back({key.key, key.body, answer.status, std::move(answer.body)});
  }
  repository.saveAnswers(answers);
  repeatAnswers(answers);
}

}  // namespace itops::ingest
