#include <gtest/gtest.h>

#include "modules/stations/stations.h"

namespace niangjia::stations {
namespace {

std::string told(std::string_view text) {
  std::string out;
  for (const WrittenKit& kit : read_kit_list(text))
    out += (out.empty() ? "" : " ") + kit.item + "*" + std::to_string(kit.amount) + (kit.state == KitState::ok ? "" : "!");
  return out;
}

TEST(WrittenLists, kit_with_any_separator_amount_and_state) {
  struct Row {
    const char *written, *told;
  };
  for (const Row& row : {Row{"桌椅2套、饮水机1台", "seat*2 water*1"}, {"微波炉/冰箱/空调", "microwave*1 fridge*1 air*1"},
                         {"1.桌椅 2.饮水机 3.AED", "seat*1 water*1 aed*1"}, {"①微波炉②雨伞", "microwave*1 rain*1"},
                         {"微波炉 饮水机 空调", "microwave*1 water*1 air*1"}, {"微波炉（损坏）、饮水机×2", "microwave*1! water*2"},
                         {"Wi-Fi、充电宝等", "wifi*1 charge*1"}, {"两台空调、充电插座5个", "air*2 charge*5"}, {"桌椅和饮水机", "seat*1 water*1"},
                         {"无微波炉、饮水机", "water*1"}, {"无", ""}, {"按摩椅2把", "按摩椅*2"},
                         {"空调2台（1台损坏）、微波炉1台（坏）", "air*1 microwave*1!"}, {"空调2台（2台损坏）", "air*2!"}})
    EXPECT_EQ(told(row.written), row.told) << row.written;
}

TEST(WrittenLists, what_denies_a_status_goes_before_what_it_denies) {
  using enum StationStatus;
  struct Row {
    const char* written;
    StationStatus status;
  };
  for (const Row& row : {Row{"在用", in_use}, {"正常", in_use}, {"启用", in_use}, {"未启用", planned}, {"停用", paused}, {"筹建中", planned},
                         {"已撤", withdrawn}, {"未开放", paused}, {"不正常", paused}, {"是", in_use}, {"否", paused}, {"整改中", repair},
                         {"试运行", in_use}, {"装修", paused}, {"", in_use}})
    EXPECT_EQ(read_status(row.written), row.status) << row.written;
  EXPECT_FALSE(read_status("随缘"));
  EXPECT_EQ(status_beside("原址拆迁，已撤点"), withdrawn);
  EXPECT_FALSE(status_beside("位于原汽车站内"));
}

}  // namespace
}  // namespace niangjia::stations
