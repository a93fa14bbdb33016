#pragma once

#include <string>

namespace itops::validator {

enum class Verdict { kOk, kWarning, kFailed, kSkipped };

/// What a check found: a sentence, for a failure with the remedy.
struct Outcome {
  Verdict verdict = Verdict::kOk;
  std::string sentence;

  static Outcome ok(std::string sentence) { return {Verdict::kOk, std::move(sentence)}; }
  static Outcome warning(std::string sentence) { return {Verdict::kWarning, std::move(sentence)}; }
  static Outcome failed(std::string sentence) { return {Verdict::kFailed, std::move(sentence)}; }
  static Outcome skipped(std::string sentence) { return {Verdict::kSkipped, std::move(sentence)}; }
};

}  // namespace itops::validator
