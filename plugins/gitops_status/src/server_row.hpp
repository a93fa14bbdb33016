#pragma once

#include <string>
#include <vector>

#include "itops/database.hpp"
#include "server.hpp"

namespace itops::gitops {

/// Reads the columns of gitops_status.server into an object whose memory is used again. [any]
void readServer(const Rows::Row& row, Server& server);

/// File names as a JSON array, which a column of rows with lists of different lengths can hold.
std::string fileListText(const std::vector<std::string>& files);

}  // namespace itops::gitops
