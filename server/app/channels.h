#pragma once
// The channels a federation has connected, from the environment: a gateway for short messages, WeChat or
// 浙政钉 that takes JSON over HTTP, and a mail server. What is not connected stays in the outbox.

#include <functional>

#include "modules/notices/carrier.h"

namespace niangjia::app {

// How to read a setting; the process's environment unless a test hands in its own.
using Setting = std::function<std::string(const char* name)>;
std::string environment(const char* name);
notices::Adapters connected_channels(const Setting& setting = environment);

}  // namespace niangjia::app
