#pragma once
// One spelling for the many ways in which opening hours are typed, before they are read (hours_reader.cpp).

#include <string>
#include <string_view>

namespace niangjia::stations {

// Half width, lower case, one kind of dash and colon, digits for Chinese numerals of times and months ("早七晚九" →
// "早7晚9"), without remarks in brackets that say nothing of the calendar ("（凭工会卡刷门禁）").
std::string plain_hours(std::string_view written);

}  // namespace niangjia::stations
