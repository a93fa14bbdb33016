// A library, but no plugin.
extern "C" int noPlugin() {
  return 0;
}
