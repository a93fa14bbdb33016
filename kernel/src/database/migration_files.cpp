#include "database/migration_files.hpp"

#include <sodium.h>

#include <algorithm>
#include <fstream>
#include <regex>
#include <tuple>

#include "itops/error.hpp"

namespace itops {
namespace {

namespace fs = std::filesystem;

std::string readFile(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text(std::istreambuf_iterator<char>(file), {});
  if (!file.good() && !file.eof()) {
    failMigration("The migration " + path.string() + " can't be read.");
  }
  return text;
}

std::string sha256(const std::string& bytes) {
  unsigned char hash[crypto_hash_sha256_BYTES];
  crypto_hash_sha256(hash, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  char hex[2 * sizeof hash + 1];
  return sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
}

MigrationFile readMigration(const fs::path& path) {
  static const std::regex kPattern(R"((\d{4})_([a-z0-9_]+)\.sql)");
  const std::string file_name = path.filename().string();
  std::smatch parts;
  if (!std::regex_match(file_name, parts, kPattern)) {
    failMigration("The migration " + path.string() +
                  " is misnamed: expected four digits, '_', lower-case words and '.sql', such as "
                  "0007_add_labels.sql.");
  }
  MigrationFile migration{std::stoi(parts[1]), parts[2], path.string(), readFile(path), {}};
  migration.checksum = sha256(migration.sql);
  return migration;
}

void checkNumbers(const std::vector<MigrationFile>& files) {
  for (std::size_t i = 0; i < files.size(); ++i) {
    const int expected = static_cast<int>(i) + 1;
    if (files[i].number == expected) continue;
    if (i > 0 && files[i].number == files[i - 1].number) {
      failMigration("Two migrations have the same number: " + files[i - 1].file + " and " +
                    files[i].file + ". Give the newer one the next free number.");
    }
    failMigration("A migration is missing before " + files[i].file + ": number " +
                  std::to_string(expected) +
                  " was expected. Restore it, or number the files 1, 2, 3, ...");
  }
}

}  // namespace

void failMigration(const std::string& message) {
  throw Error(ErrorKind::kInternal, "migration_failed", message);
}

std::vector<MigrationFile> readMigrationFiles(const fs::path& folder) {
  if (!fs::is_directory(folder)) {
    failMigration("The migrations folder " + folder.string() + " doesn't exist.");
  }
  std::vector<MigrationFile> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".sql") files.push_back(readMigration(entry.path()));
  }
  std::sort(files.begin(), files.end(), [](const MigrationFile& a, const MigrationFile& b) {
    return std::tie(a.number, a.file) < std::tie(b.number, b.file);
  });
  checkNumbers(files);
  return files;
}

}  // namespace itops
