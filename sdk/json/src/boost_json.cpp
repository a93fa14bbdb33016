// Boost.JSON as a part of the plugin: a shared library could meet another version of it in the
// kernel that loads the plugin.
#include <boost/json/src.hpp>
