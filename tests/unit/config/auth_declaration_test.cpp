#include "config/auth_declaration.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/temporary_folder.hpp"

namespace itops::config {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

/// The document's section 1b, as it stands there.
constexpr const char* kDocumented = R"yaml(auth:
  local:
    enabled: true
    isDefault: true
    passwordPolicy:
      minLength: 12
      requireUppercase: true
      requireDigit: true
  ldap:
    enabled: true
    name: "corporate-ldap"
    displayName: "Corporate LDAP"
    host: "ldap.corp.internal"
    port: 389
    bindDn: "cn=service-itops,ou=ServiceAccounts,dc=corp,dc=internal"
    bindPasswordSecret:
      name: my-ldap-creds
      key: bindPassword
    baseDn: "dc=corp,dc=internal"
    userFilter: "(sAMAccountName=%s)"
    groupFilter: "(member=%s)"
    userAttrs:
      username: "sAMAccountName"
      email: "mail"
      displayName: "displayName"
    groupMappings: []
)yaml";

class AuthDeclarationTest : public testing::Test {
 protected:
  AuthDeclaration read(const std::string& text, const std::string& variable = {}) {
    const auto file = folder_ / "auth.yaml";
    test::writeFile(file, text);
    Sources sources;
    if (variable.empty()) {
      sources.files = {file};
    } else {
      sources.environment[variable] = file.string();
    }
    const auto loaded = loadSettings(sources, {});
    warnings_ = loaded.warnings;
    EXPECT_THAT(loaded.errors, IsEmpty());
    return readAuthDeclaration(sources, *loaded.settings);
  }
  std::vector<std::string> errors(const std::string& ldap) {
    return read("auth:\n  ldap:\n    baseDn: dc=corp\n    host: h\n" + ldap).errors;
  }

  test::TemporaryFolder folder_;
  std::vector<std::string> warnings_;
};

// REPO-41, REPO-44, REPO-45, REPO-46, REPO-47, REPO-48, REPO-49, REPO-50, REPO-51, REPO-52,
// REPO-53, REPO-54, REPO-55, REPO-56, REPO-57, REPO-58, REPO-59, REPO-60
TEST_F(AuthDeclarationTest, TakesTheDocumentedFileAsItStands) {
  const auto declared = read(kDocumented);
  EXPECT_THAT(declared.errors, IsEmpty());
  EXPECT_THAT(warnings_, IsEmpty());
  EXPECT_EQ(declared.local->min_length, 12);
  ASSERT_THAT(declared.directories, SizeIs(1));
  const auto& directory = declared.directories[0];
  EXPECT_EQ(directory.id, "corporate-ldap");
  EXPECT_EQ(directory.display_name, "Corporate LDAP");
  EXPECT_THAT(directory.values.at("hosts"), ElementsAre("ldap.corp.internal"));
  EXPECT_THAT(directory.values.at("port"), ElementsAre("389"));
  EXPECT_THAT(directory.values.at("userFilter"), ElementsAre("(sAMAccountName=%s)"));
  EXPECT_THAT(directory.values.at("userAttrs.username"), ElementsAre("sAMAccountName"));
  EXPECT_THAT(directory.values.at("bindPasswordSecret.key"), ElementsAre("bindPassword"));
  EXPECT_THAT(directory.values.at("tls"), ElementsAre("starttls")) << "unless said otherwise";
  EXPECT_THAT(directory.mappings, IsEmpty());
}

TEST_F(AuthDeclarationTest, IsReadFromAFileOfItsOwnToo) {
  EXPECT_THAT(read(kDocumented, "ITOPS_AUTH_FILE").directories, SizeIs(1));
}

// REPO-61
TEST_F(AuthDeclarationTest, TakesSeveralDirectoriesAndMappings) {
  const auto declared = read(
      "auth:\n  prune: true\n  generation: 7\n  ldap:\n"
      "    - {name: a, baseDn: dc=a, hosts: [h1, h2], tls: ldaps,\n"
      "       groupMappings: [{ldapGroup: 'cn=x,dc=a', group: dba}]}\n"
      "    - {name: b, id: old-b, baseDn: dc=b, host: h, isDefault: true}\n");
  EXPECT_THAT(declared.errors, IsEmpty());
  EXPECT_TRUE(declared.prune);
  EXPECT_EQ(declared.generation, 7);
  ASSERT_THAT(declared.directories, SizeIs(2));
  EXPECT_THAT(declared.directories[0].values.at("hosts"), ElementsAre("h1", "h2"));
  EXPECT_THAT(declared.directories[0].values.at("port"), ElementsAre("636"));
  EXPECT_EQ(declared.directories[0].mappings.at(0).group, "dba");
  EXPECT_EQ(declared.directories[1].id, "old-b");
}

// REPO-67
TEST_F(AuthDeclarationTest, RefusesAPasswordInTheFileWithoutRepeatingIt) {
  EXPECT_THAT(errors("    bindPassword: hunter2\n"),
              ElementsAre(AllOf(HasSubstr("bindPasswordFile"), HasSubstr(":5:"),
                                Not(HasSubstr("hunter2")))));
}

// With it everybody would be in every group.
TEST_F(AuthDeclarationTest, RefusesAGroupFilterThatAsksForNobody) {
  EXPECT_THAT(errors("    groupFilter: (objectClass=group)\n"),
              ElementsAre(AllOf(HasSubstr("groupFilter"), HasSubstr("%s"))));
}

TEST_F(AuthDeclarationTest, NamesEveryMistakeByFileAndLine) {
  EXPECT_THAT(errors("    hosst: x\n    port: 70000\n    tls: maybe\n    userFilter: '(uid=x)'\n"),
              SizeIs(4));
  EXPECT_THAT(errors("    port: 1\n    port: 2\n"), Not(IsEmpty()));
  EXPECT_THAT(errors("    enabled: yes\n"), Contains(HasSubstr("true or false")));
  EXPECT_THAT(errors("    bindPasswordSecret: {name: ../../etc, key: x}\n"),
              Contains(HasSubstr("the name of a file")));
  EXPECT_THAT(errors("    name: local\n"), Not(IsEmpty()));
  EXPECT_THAT(errors("    groupMappings: [{ldapGroup: x}]\n"), Not(IsEmpty()));
  EXPECT_THAT(
      read("auth:\n  ldap: [{name: a, baseDn: x, host: h}, {name: a, baseDn: x, host: h}]\n")
          .errors,
      Contains(HasSubstr("stands there twice")));
  EXPECT_THAT(read("auth:\n  local: {passwordPolicy: {minLength: 4}}\n").errors,
              Contains(HasSubstr("from 8 to 128")));
}

// Directory pitfall 31
TEST_F(AuthDeclarationTest, OfAFileThatIsEmptyMissingOrBrokenDeclaresNothing) {
  EXPECT_TRUE(read("", "ITOPS_AUTH_FILE").isEmpty());
  EXPECT_TRUE(read("auth:\n", "ITOPS_AUTH_FILE").isEmpty());
  EXPECT_THAT(read("auth: [", "ITOPS_AUTH_FILE").errors, Not(IsEmpty()));
  EXPECT_THAT(read("auth: 1\n", "ITOPS_AUTH_FILE").errors, Not(IsEmpty()));
  Sources sources;
  sources.environment["ITOPS_AUTH_FILE"] = "/nonexistent/auth.yaml";
  const auto loaded = loadSettings(sources, {});
  EXPECT_THAT(readAuthDeclaration(sources, *loaded.settings).errors,
              ElementsAre(HasSubstr("can't be read")));
}

TEST_F(AuthDeclarationTest, DoesNotStopAStartWithItsMistakes) {
  EXPECT_THAT(read("server:\n  port: 1\nauth:\n  ldap: nonsense\n").errors, Not(IsEmpty()));
}

TEST_F(AuthDeclarationTest, ChangesItsTextWithEveryValue) {
  const auto text = read(kDocumented).text;
  std::string changed = kDocumented;
  changed.replace(changed.find("389"), 3, "390");
  EXPECT_NE(read(changed).text, text);
  EXPECT_EQ(read(std::string(kDocumented) + "# a comment\n").text, text);
}

}  // namespace
}  // namespace itops::config
