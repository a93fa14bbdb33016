// A library, but no plugin.
extern "C" int itops_no_plugin() {
  return 0;
}
