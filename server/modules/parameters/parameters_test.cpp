#include "modules/parameters/parameters.h"

#include <gtest/gtest.h>

namespace niangjia::parameters {
namespace {

Date day(const char* iso) { return *Date::parse_iso(iso); }

TEST(Parameters, own_list_has_no_gap_and_names_its_documents) {
  EXPECT_EQ(faults_of(parameters()), std::vector<std::string>{});
  EXPECT_EQ(value_on("joining.decide_workdays", day("2021-11-12")), 3);
}

TEST(Parameters, gap_and_missing_document_are_seen) {
  Parameter first{"a", day("2000-01-01"), day("2020-12-31"), 1, "天", "柯总工〔2000〕1号", ""};
  Parameter second{"a", day("2021-02-01"), {}, 2, "天", "", ""};
  EXPECT_EQ(faults_of({first, second}).size(), 2u);
  second.from_on = day("2021-01-01");
  second.document = "柯总工〔2021〕1号";
  EXPECT_TRUE(faults_of({first, second}).empty());
}

TEST(Parameters, unknown_code_is_a_bug_not_a_zero) {
  EXPECT_THROW(value_on("joining.no_such", day("2021-11-12")), std::logic_error);
}

}  // namespace
}  // namespace niangjia::parameters
