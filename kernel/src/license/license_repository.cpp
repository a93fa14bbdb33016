#include "license/license_repository.hpp"

namespace itops::license {
namespace {

constexpr Statement kFind{"license.find", "SELECT token FROM kernel.license"};

constexpr Statement kStore{"license.store", R"(
INSERT INTO kernel.license (token, activated_by, activated_at) VALUES ($1, $2, $3)
ON CONFLICT (only_row) DO UPDATE SET token = EXCLUDED.token, activated_by = EXCLUDED.activated_by,
  activated_at = EXCLUDED.activated_at)"};

}  // namespace

std::string activatedToken(Database& database) {
  const Rows rows = database.run(kFind);
  return rows.empty() ? std::string() : std::string(rows[0].text("token"));
}

void storeToken(Transaction& transaction, const std::string& token, const std::string& by,
                Timestamp now) {
  transaction.run(kStore, token, by, now);
}

}  // namespace itops::license
