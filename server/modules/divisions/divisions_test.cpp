#include "modules/divisions/divisions.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/source_folder_fixture.h"

namespace niangjia::divisions {
namespace {

using How = TownshipMatch::How;

std::string text_of(const char* name) {
  std::ifstream in(source_folder() / "data" / name);
  return {std::istreambuf_iterator<char>(in), {}};
}

const DivisionBook& book() {
  static const DivisionBook all(text_of("divisions.csv"), text_of("division_changes.csv"));
  return all;
}

struct Written {
  const char* county;
  const char* name;
  How how;
  const char* code;
};

TEST(Townships, every_way_of_writing_a_township_finds_it_and_tells_how) {
  const Written table[] = {
      {"330603", "柯桥街道", How::exact, "330603001"},
      {"330603", " 柯 桥 街 道 ", How::exact, "330603001"},
      {"330603", "330603001", How::exact, "330603001"},
      {"330603", "绍兴市柯桥区柯桥街道", How::exact, "330603001"},
      {"330603", "浙江省绍兴市柯桥区平水镇", How::exact, "330603105"},
      {"330603", "绍兴县平水镇", How::exact, "330603105"},
      {"330603", "柯桥", How::short_name, "330603001"},
      {"330603", "柯桥区平水", How::short_name, "330603105"},
      {"330603", "柯桥街道办事处", How::short_name, "330603001"},
      {"330603", "钱清镇", How::old_name, "330603009"},
      {"330603", "绍兴县钱清镇", How::old_name, "330603009"},
      {"330621", "钱清街道", How::exact, "330603009"},  // the county's code before 2013
      {"330603", "临浦镇", How::none, ""},
      {"330603", "", How::none, ""},
      {"", "柯桥街道", How::none, ""},
      {"999999", "柯桥街道", How::none, ""},
  };
  for (const Written& row : table) {
    TownshipMatch match = book().find_township(row.county, row.name);
    EXPECT_EQ(match.how, row.how) << row.county << " " << row.name;
    EXPECT_EQ(match.code, row.code) << row.county << " " << row.name;
  }
}

TEST(Townships, a_short_name_borne_by_two_townships_finds_none) {
  DivisionBook two(
      "code,name,parent,level\n110000,某省,,1\n110101,某县,110000,3\n110101101,石门镇,110101,4\n110101201,"
      "石门乡,110101,4\n");
  EXPECT_EQ(two.find_township("110101", "石门").how, How::none);
  EXPECT_EQ(two.find_township("110101", "石门街道").how, How::none);
  EXPECT_EQ(two.find_township("110101", "石门乡").code, "110101201");
}

TEST(Townships, old_county_codes_lead_to_the_present_ones) {
  EXPECT_EQ(book().current_code("330621"), "330603");
  EXPECT_EQ(book().current_code("330185"), "330112");
  EXPECT_EQ(book().current_code("331021"), "331083");
  EXPECT_EQ(book().current_code("330603"), "330603");
  EXPECT_EQ(book().current_code("123456"), "123456");
}

TEST(Townships, a_ring_of_changes_ends) {
  DivisionBook ring("", "1,2\n2,1\n");
  EXPECT_NO_FATAL_FAILURE((void)ring.current_code("1"));
  EXPECT_TRUE(ring.townships_of("1").empty());
}

TEST(Townships, the_seed_counties_are_all_there) {
  for (const char* code :
       {"330603", "330182", "330212", "330112", "330502", "330503", "330523", "331083", "331124", "330822"})
    EXPECT_FALSE(book().townships_of(code).empty()) << code;
  EXPECT_EQ(book().townships_of("330603").size(), 16u);
}

TEST(Townships, damaged_lines_are_passed_over) {
  DivisionBook book("code,name,parent,level\n\n330603\n330603,柯桥区,330600,x\n330604,上虞区,330600,3\r\n");
  EXPECT_EQ(book.find("330603"), nullptr);
  ASSERT_NE(book.find("330604"), nullptr);
  EXPECT_EQ(book.find("330604")->level, 3);
}

}  // namespace
}  // namespace niangjia::divisions
