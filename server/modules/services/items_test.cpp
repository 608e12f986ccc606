#include <gtest/gtest.h>

#include "modules/services/services.h"

namespace niangjia::services {
namespace {

ServiceItem item(std::string name, std::vector<std::string> aliases) {
  ServiceItem i;
  i.name = std::move(name), i.aliases = std::move(aliases);
  return i;
}

TEST(ServiceItems, are_found_by_any_of_their_names) {
  const ItemBook book({item("手机贴膜", {"贴膜"}), item("AED培训", {})});
  EXPECT_EQ(book.find("手机贴膜")->name, "手机贴膜");
  EXPECT_EQ(book.find(" 贴 膜 ")->name, "手机贴膜");
  EXPECT_EQ(book.find("ａｅｄ培训")->name, "AED培训") << "width and case do not matter";
}

TEST(ServiceItems, a_name_goes_before_anothers_alias) {
  const ItemBook book({item("免费理发", {"理发", "义剪"}), item("义剪", {})});
  EXPECT_EQ(book.find("义剪")->name, "义剪");
  EXPECT_EQ(book.find("理发")->name, "免费理发");
}

TEST(ServiceItems, an_unknown_or_empty_name_is_none) {
  const ItemBook book({item("手机贴膜", {"贴膜"})});
  for (const char* name : {"", "贴", "手机", "其他"}) EXPECT_EQ(book.find(name), nullptr) << name;
}

}  // namespace
}  // namespace niangjia::services
