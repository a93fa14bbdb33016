#!/usr/bin/env bash
# sanitized.sh COMMAND...: runs sanitized programs so that a finding ends them. Their addresses are laid
# out in order where the machine allows it: the runtimes can't place their shadow memory under the
# widest randomisation of newer kernels.
export ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=1:halt_on_error=1:detect_stack_use_after_return=1}
export UBSAN_OPTIONS=${UBSAN_OPTIONS:-halt_on_error=1:print_stacktrace=1}
export TSAN_OPTIONS=${TSAN_OPTIONS:-halt_on_error=1:second_deadlock_stack=1}
if setarch -R true 2>/dev/null; then
  exec setarch -R "$@"
fi
exec "$@"
