#include "app/welcome.hpp"

namespace itops::app {

void printWelcome(std::ostream& out, const config::Settings& settings, std::uint16_t port,
                  const Secret& admin_password) {
  const std::string url = "http://127.0.0.1:" + std::to_string(port);
  const std::string key = settings.secret("security.operator_api_key").reveal();
  out << "\n"
      << "  ITOps is ready at " << url << " (API reference: " << url << "/docs)\n"
      << "  Operator key: " << key << "\n";
  if (!admin_password.empty()) {
    out << "  First login: admin, with the password " << admin_password.reveal() << "\n";
  }
  out << "\n"
      << "  Push the health of a first service:\n"
      << "\n"
      << "curl -X POST " << url << "/api/v1/health/report -H 'X-API-Key: " << key << "' \\\n"
      << "  -d '{\"path\": \"myorg/infra/prod/baremetal/galera-node1\", \"status\": "
         "\"OPERATIONAL\", \"message\": \"hello\"}'\n"
      << "\n"
      << "  and look at it:\n"
      << "\n"
      << "curl " << url << "/api/v1/services -H 'X-API-Key: " << key << "'\n"
      << "\n"
      << "  Ctrl-C stops everything.\n"
      << std::endl;
}

}  // namespace itops::app
