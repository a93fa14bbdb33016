// What is wrong with a module, found before any code of it runs: each with its exact message.
#include <algorithm>

#include "host_fixture.hpp"

namespace itops::plugin::test {
namespace {

using DescriptorRefusal = HostFixture;

std::vector<std::string> linesOf(const std::vector<DescriptorProblem>& problems) {
  std::vector<std::string> lines;
  for (const DescriptorProblem& problem : problems) lines.push_back(toString(problem));
  return lines;
}

using Lines = std::vector<std::string>;

TEST_F(DescriptorRefusal, OfATextFile) {
  EXPECT_EQ(linesOf(check({"not_a_library"}).problems),
            Lines{"not_a_library.so: It can't be loaded as a library: file too short; rebuild it "
                  "with the SDK and the kernel's build options, or remove the file from the plugin "
                  "folder."});
}

TEST_F(DescriptorRefusal, OfALibraryWithAnUnresolvedSymbol) {
  EXPECT_EQ(linesOf(check({"unresolved"}).problems),
            Lines{"unresolved.so: It can't be loaded as a library: undefined symbol: "
                  "definedNowhere; rebuild it with the SDK and the kernel's build options, "
                  "or remove the file from the plugin folder."});
}

TEST_F(DescriptorRefusal, OfALibraryWithoutTheSymbol) {
  EXPECT_EQ(linesOf(check({"no_symbol"}).problems),
            Lines{"no_symbol.so: It has no symbol itops_plugin_descriptor; export the plugin with "
                  "ITOPS_PLUGIN, or remove the file from the plugin folder."});
}

TEST_F(DescriptorRefusal, OfAWrongMagic) {
  EXPECT_EQ(linesOf(check({"wrong_magic"}).problems),
            Lines{"wrong_magic.so: Its descriptor begins with 0x0000CAFE instead of 0x49544F50; "
                  "export it with ITOPS_PLUGIN."});
}

TEST_F(DescriptorRefusal, OfANewerSdk) {
  EXPECT_EQ(linesOf(check({"newer_sdk"}).problems),
            Lines{"newer_sdk.so: It was built with SDK 0.2, this kernel serves SDK 0.1; rebuild "
                  "the plugin with SDK 0.1 or run a kernel that serves SDK 0.2."});
}

TEST_F(DescriptorRefusal, OfADescriptorThatIsTooSmall) {
  EXPECT_EQ(linesOf(check({"small_descriptor"}).problems),
            Lines{"small_descriptor.so: Its descriptor has 32 bytes, this kernel needs at least "
                  "40; rebuild the plugin with SDK 0.1."});
}

TEST_F(DescriptorRefusal, NotOfADescriptorThatHasGrown) {
  EXPECT_EQ(linesOf(check({"large_descriptor"}).problems), Lines{});
}

TEST_F(DescriptorRefusal, OfAnotherFingerprint) {
  EXPECT_EQ(linesOf(check({"other_fingerprint"}).problems),
            Lines{"other_fingerprint.so: It was built as \"abi=1 cxx11=0 debug=on "
                  "sanitizer=none\", this kernel as \"" ITOPS_BUILD_FINGERPRINT
                  "\"; rebuild the plugin with the kernel's compiler and build options."});
}

TEST_F(DescriptorRefusal, OfADescriptorWithoutCreateFunction) {
  EXPECT_EQ(linesOf(check({"no_create"}).problems),
            Lines{"no_create.so: Its descriptor has no create function; export it with "
                  "ITOPS_PLUGIN."});
}

TEST_F(DescriptorRefusal, NamesAllThatIsWrongWithTheFactsTogether) {
  EXPECT_EQ(linesOf(check({"misnamed"}).problems),
            (Lines{"misnamed.so (plugin somebody_else): PluginInfo.id is \"somebody_else\", but "
                   "the file is named \"misnamed.so\"; name it somebody_else.so.",
                   "misnamed.so (plugin somebody_else): PluginInfo.version is missing or empty; "
                   "give it a text."}));
}

TEST_F(DescriptorRefusal, OfADefaultOutsideItsRange) {
  EXPECT_EQ(linesOf(check({"bad_default"}).problems),
            Lines{"bad_default.so (plugin bad_default): plugin \"bad_default\": setting "
                  "\"retries\" has the default \"50\", expected a whole number from 0 to 10"});
}

TEST_F(DescriptorRefusal, OfTheSameIdInTwoFolders) {
  EXPECT_EQ(linesOf(check({"twin_first", "twin_second"}).problems),
            Lines{"twin.so (plugin twin): The id twin is taken by " + folder("twin_first/twin.so") +
                  " already, also claimed by " + folder("twin_second/twin.so") +
                  "; remove one of the two files."});
}

TEST_F(DescriptorRefusal, OfCyclicNeeds) {
  EXPECT_EQ(linesOf(check({"cycle"}).problems),
            Lines{"cycle_a.so (plugin cycle_a): Plugins ask for each other's services in a circle, "
                  "cycle_a -> cycle_b -> cycle_a, so none can be started first; turn one of these "
                  "services into an event, or switch one of the plugins off."});
}

TEST_F(DescriptorRefusal, OfANeedThatNobodyOffers) {
  EXPECT_EQ(linesOf(check({"unmet_need"}).problems),
            Lines{"unmet_need.so (plugin unmet_need): Plugin unmet_need needs test.nowhere/1, "
                  "which neither the kernel in this role nor an installed plugin offers; install "
                  "one that does, or set ITOPS_PLUGINS_UNMET_NEED_ENABLED=false."});
}

TEST_F(DescriptorRefusal, OfANeedThatOnlyADisabledPluginOffers) {
  switches_["greeter"] = false;
  EXPECT_EQ(linesOf(check({"good"}).problems),
            Lines{"caller.so (plugin caller): Plugin caller needs test.greeter/1, which only the "
                  "disabled plugin greeter offers; set ITOPS_PLUGINS_GREETER_ENABLED=true, or "
                  "ITOPS_PLUGINS_CALLER_ENABLED=false."});
}

TEST_F(DescriptorRefusal, OfAnOfferThatIsTheKernels) {
  EXPECT_EQ(linesOf(check({"kernel_offer"}).problems),
            Lines{"kernel_offer.so (plugin kernel_offer): Plugin kernel_offer offers "
                  "itops.router/1, which the kernel itself serves; offer it under an id of its "
                  "own."});
}

TEST_F(DescriptorRefusal, OfAFolderThatIsNotThere) {
  EXPECT_EQ(linesOf(check({"nowhere"}).problems),
            Lines{folder("nowhere") + ": The plugin folder can't be read: No such file or "
                                      "directory; check the folder and its permissions."});
}

TEST_F(DescriptorRefusal, ReportsTheProblemsOfAllFilesTogether) {
  const PluginCheck found = check({"wrong_magic", "no_symbol", "cycle", "bad_default", "good"});

  EXPECT_EQ(found.problems.size(), 4U);
  EXPECT_TRUE(found.notices.empty());
}

TEST_F(DescriptorRefusal, LeavesSoundPluginsInTheManifests) {
  check({"wrong_magic", "large_descriptor"});

  ASSERT_EQ(host_.manifests().size(), 1U);
  EXPECT_EQ(host_.manifests().front().id, "large_descriptor");
}

TEST_F(DescriptorRefusal, IsOnlyANoticeForALibraryThatIsSwitchedOff) {
  switches_["wrong_magic"] = false;
  const PluginCheck found = check({"wrong_magic"});

  EXPECT_TRUE(found.problems.empty());
  ASSERT_EQ(found.notices.size(), 1U);
  EXPECT_EQ(found.notices.front().file, "wrong_magic.so");
}

}  // namespace
}  // namespace itops::plugin::test
