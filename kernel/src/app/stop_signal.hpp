#pragma once

#include <chrono>

/// SIGTERM and SIGINT, which end the program. They are blocked in every thread and taken here, so
/// that no code runs in a signal handler. [main]
namespace itops::app {

/// Blocks both for this thread and all that it starts. Call first thing.
void blockStopSignals();

/// Waits for one of them; from then on a second one ends the process at once.
void waitForStopSignal();

/// True when one of them came before or within `limit`; it is taken by this call.
bool stopRequestedWithin(std::chrono::milliseconds limit);

}  // namespace itops::app
