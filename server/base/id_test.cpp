#include "base/id.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <thread>
#include <vector>

#include "base/result.h"

namespace niangjia {
namespace {

class HandClock final : public Clock {
 public:
  Instant now() const override { return at; }
  Instant at{1'700'000'000'000};
};

TEST(IdTest, ids_of_one_maker_rise_even_when_the_clock_stands_still_or_steps_back) {
  HandClock clock;
  IdMaker maker(clock, 7);
  Id last = maker.next();
  for (int i = 0; i < 20000; ++i) {
    if (i == 5000) clock.at.ms -= 86'400'000;
    Id id = maker.next();
    ASSERT_GT(id, last);
    last = id;
  }
}

TEST(IdTest, two_nodes_never_meet_and_a_later_moment_gives_a_larger_id) {
  HandClock clock;
  IdMaker one(clock, 1), two(clock, 2);
  Id a = one.next(), b = two.next();
  EXPECT_NE(a, b);
  EXPECT_EQ(a >> 12 & 1023, 1);
  EXPECT_EQ(b >> 12 & 1023, 2);
  EXPECT_EQ(a >> 22, 1'700'000'000'000 - 1'577'836'800'000);
  clock.at.ms += 1;
  EXPECT_GT(one.next(), b);
}

TEST(IdTest, four_threads_never_draw_the_same_id) {
  IdMaker maker(system_clock(), 3);
  std::vector<std::vector<Id>> drawn(4);
  std::vector<std::thread> threads;
  for (auto& mine : drawn) {
    threads.emplace_back([&] {
      for (int i = 0; i < 20000; ++i) mine.push_back(maker.next());
    });
  }
  for (auto& thread : threads) thread.join();
  std::vector<Id> all;
  for (auto& mine : drawn) all.insert(all.end(), mine.begin(), mine.end());
  std::sort(all.begin(), all.end());
  EXPECT_EQ(std::adjacent_find(all.begin(), all.end()), all.end());
}

RC_GTEST_PROP(IdWire, every_id_reads_back_from_its_wire_form, (std::int64_t any)) {
  Id id = any & INT64_MAX;
  std::string wire = id_to_wire("mem", id);
  RC_ASSERT(wire.size() == 17u);
  RC_ASSERT(id_from_wire("mem", wire) == id);
  RC_ASSERT(!id_from_wire("uni", wire));
}

TEST(IdTest, wrong_wire_forms_are_refused) {
  EXPECT_EQ(id_to_wire("mem", 1), "mem_0000000000001");
  EXPECT_EQ(id_to_wire("mem", INT64_MAX), "mem_7zzzzzzzzzzzz");
  for (const char* wrong :
       {"", "mem_", "mem_000000000000", "mem_00000000000001", "mem-0000000000001", "mem_000000000000u",
        "mem_000000000000A", "mem_8000000000000", "mex_0000000000001", "mem_00000000000\xe4\xb8"}) {
    EXPECT_FALSE(id_from_wire("mem", wrong)) << wrong;
  }
}

TEST(ResultTest, codes_have_stable_words) {
  EXPECT_EQ(code_word(Code::invalid), "invalid");
  EXPECT_EQ(code_word(Code::too_many), "too_many");
  EXPECT_EQ(code_word(Code::internal), "internal");
}

TEST(ResultTest, a_refusal_carries_its_reason_and_a_value_its_value) {
  Result<int> good = 5;
  Result<int> bad = refuse(Code::conflict, "union.dissolved", "该工会已撤销。");
  EXPECT_TRUE(good.ok());
  EXPECT_EQ(*good, 5);
  ASSERT_FALSE(bad.ok());
  EXPECT_EQ(bad.problem().reason, "union.dissolved");
  EXPECT_TRUE(Result<void>().ok());
}

}  // namespace
}  // namespace niangjia
