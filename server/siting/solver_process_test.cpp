// Programs of the system stand for the solver: what is tried is the running, the feeding and the calling off.
#include "siting/solver_process.h"

#include <gtest/gtest.h>

#include <chrono>

namespace niangjia::siting {
namespace {

const auto go_on = [] { return true; };

TEST(SolverProcess, what_goes_in_comes_out_whatever_its_size) {
  const std::string input(3'000'000, 'x');  // far more than a socket holds
  auto out = run_apart({"cat"}, input, go_on);
  ASSERT_TRUE(out.ok());
  EXPECT_EQ(*out, input);
}

TEST(SolverProcess, a_program_that_reads_nothing_is_no_trouble) {
  auto out = run_apart({"echo", "done"}, std::string(3'000'000, 'x'), go_on);
  ASSERT_TRUE(out.ok());
  EXPECT_EQ(*out, "done\n");
}

TEST(SolverProcess, it_is_called_off_at_once) {
  const auto begun = std::chrono::steady_clock::now();
  int asked = 0;
  auto out = run_apart({"sleep", "30"}, "", [&] { return ++asked < 3; });
  ASSERT_FALSE(out.ok());
  EXPECT_EQ(out.problem().reason, "siting.stopped");
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(5));
}

TEST(SolverProcess, nothing_but_the_standard_files_is_open_in_it) {
  auto out = run_apart({"sh", "-c", "ls /proc/self/fd | wc -l"}, "", go_on);
  ASSERT_TRUE(out.ok());
  EXPECT_LE(std::stoi(*out), 4) << "0, 1, 2 and the folder that ls reads";
}

TEST(SolverProcess, a_program_that_is_not_there_or_says_nonsense_is_told) {
  EXPECT_EQ(run_apart({"/no/such/program"}, "", go_on).problem().reason, "siting.no_process");
  EXPECT_EQ(solve_apart("/bin/echo", "{}", go_on).problem().reason, "siting.no_process");
}

}  // namespace
}  // namespace niangjia::siting
