#include "license/licenses.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <iterator>

#include "itops/error.hpp"
#include "license/license_repository.hpp"

namespace itops::license {
namespace {

std::string joined(const std::vector<std::string>& texts) {
  std::string list;
  for (const auto& text : texts) list.append(list.empty() ? "" : ", ").append(text);
  return list;
}

std::string explain(Standing standing) {
  switch (standing) {
    case Standing::kExpired:
      return "it has expired: get a newer one.";
    case Standing::kForeign:
      return "it was not signed with the key that ITOPS_LICENSE_PUBLIC_KEY belongs to.";
    case Standing::kNoPublicKey:
      return "there is no key to check it with: set ITOPS_LICENSE_PUBLIC_KEY.";
    default:
      return "it can't be read: give the whole token, three parts with dots between them.";
  }
}

}  // namespace

Verdict Licenses::current() {
  const auto activated = verify(activatedToken(database_), options_.public_key, clock_.now());
  if (activated.standing == Standing::kValid) return activated;
  const auto declared = verify(options_.token.reveal(), options_.public_key, clock_.now());
  return declared.standing == Standing::kNone ? activated : declared;
}

std::vector<std::string> Licenses::uncovered(const Verdict& verdict) const {
  std::vector<std::string> missing;
  if (!options_.required) return missing;
  const bool valid = verdict.standing == Standing::kValid;
  std::copy_if(
      plugins_.begin(), plugins_.end(), std::back_inserter(missing),
      [&](const std::string& plugin) { return !valid || !verdict.license->covers(plugin); });
  return missing;
}

Verdict Licenses::activate(const Request& request, const std::string& token) {
  const auto verdict = verify(token, options_.public_key, clock_.now());
  if (verdict.standing != Standing::kValid) {
    throw Error(ErrorKind::kInvalid, "license_invalid",
                "The licence was not activated: " + explain(verdict.standing));
  }
  database_.transact([&](Transaction& transaction) {
    storeToken(transaction, token, request.principal().name, clock_.now());
    boost::json::object after{{"licensee", verdict.license->licensee},
                              {"plugins", joined(verdict.license->plugins)}};
    audit_.record(transaction, request,
                  {.action = "license.activate",
                   .object_type = "license",
                   .object_id = "license",
                   .object_name = verdict.license->licensee,
                   .after = boost::json::serialize(after)});
  });
  return verdict;
}

void Licenses::warn(Logger& logger) {
  const auto verdict = current();
  if (verdict.standing != Standing::kNone && verdict.standing != Standing::kValid) {
    logger.warning("The licence does not count; everything runs on.",
                   {{"standing", std::string(standingName(verdict.standing))},
                    {"reason", explain(verdict.standing)}});
  }
  const auto missing = uncovered(verdict);
  if (missing.empty()) return;
  logger.warning("A licence is required and does not cover all plugins; they run on.",
                 {{"plugins", joined(missing)}});
}

}  // namespace itops::license
