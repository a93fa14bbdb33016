#pragma once

#include "itops/router.hpp"
#include "templates/template_service.hpp"

namespace itops::templates {

/// HTTP side of /api/v1/templates. [request]
class TemplateHandlers {
 public:
  explicit TemplateHandlers(TemplateService& service) : service_(service) {}

  Response exportDocument(const Request& request);
  Response importDocument(const Request& request);

 private:
  TemplateService& service_;
};

}  // namespace itops::templates
