#pragma once
// Solving in a process of its own: it can be called off at once, and what goes wrong inside the solver ends there.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace niangjia::siting {

// Runs a program on `input` and answers what it writes, whatever its exit status; nothing but the three standard files is open in
// it. `go_on` is asked several times a second; when it says no the program is killed and the refusal is siting.stopped.
Result<std::string> run_apart(const std::vector<std::string>& command, std::string_view input, const std::function<bool()>& go_on);

// `niangjia site` on a problem; a refusal of its own comes back as the Problem it is. `program`: the binary, as a server knows
// itself by /proc/self/exe.
Result<std::string> solve_apart(const std::string& program, std::string_view problem, const std::function<bool()>& go_on);

// Called by a program that was run apart: it ends when the one that ran it does.
void end_with_parent();

}  // namespace niangjia::siting
