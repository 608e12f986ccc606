// Pinyin by table; surnames first by our own list, because ICU reads 朴, 覃, 仇 and others as common words.
#include <algorithm>
#include <array>

#include "base/pinyin_table.h"
#include "base/text.h"
#include "base/utf8.h"

namespace niangjia {
namespace {

constexpr std::size_t most_initials = 4;
constexpr std::size_t longest_text_bytes = 4096;

struct Reading {
  std::u32string_view word;
  std::string_view first;        // syllables parted by spaces
  std::string_view second = {};  // another family reads it so
};

constexpr auto surnames = std::to_array<Reading>({
    {U"单", "shan", "dan"},
    {U"仇", "qiu", "chou"},
    {U"区", "ou", "qu"},
    {U"曾", "zeng", "ceng"},
    {U"解", "xie", "jie"},
    {U"查", "zha", "cha"},
    {U"盖", "ge", "gai"},
    {U"乐", "yue", "le"},
    {U"翟", "zhai", "di"},
    {U"朴", "piao", "pu"},
    {U"覃", "qin", "tan"},
    {U"黑", "he", "hei"},
    {U"洗", "xian", "xi"},
    {U"冼", "xian"},
    {U"缪", "miao", "mou"},
    {U"句", "gou", "ju"},
    {U"佴", "nai", "er"},
    {U"祭", "zhai", "ji"},
    {U"尉", "wei", "yu"},
    {U"郗", "xi", "chi"},
    {U"郇", "xun", "huan"},
    {U"种", "chong", "zhong"},
    {U"员", "yun", "yuan"},
    {U"任", "ren"},
    {U"宁", "ning"},
    {U"甯", "ning"},
    {U"召", "shao", "zhao"},
    {U"哈", "ha"},
    {U"秘", "bi", "mi"},
    {U"繁", "po", "fan"},
    {U"折", "she", "zhe"},
    {U"长", "zhang", "chang"},
    {U"燕", "yan"},
    {U"华", "hua"},
    {U"葛", "ge"},
    {U"卜", "bu"},
    {U"纪", "ji"},
    {U"牟", "mou", "mu"},
    {U"那", "na"},
    {U"么", "yao", "me"},
    {U"乜", "nie", "mie"},
    {U"逄", "pang"},
    {U"逯", "lu"},
    {U"麴", "qu"},
    {U"曲", "qu"},
    {U"石", "shi"},
    {U"沈", "shen"},
    {U"盛", "sheng", "cheng"},
    {U"车", "che"},
    {U"贾", "jia"},
    {U"隗", "kui", "wei"},
    {U"都", "du"},
    {U"桂", "gui"},
    {U"炅", "gui"},
    {U"眭", "sui"},
    {U"虞", "yu"},
    {U"应", "ying"},
    {U"臧", "zang"},
    {U"柏", "bai", "bo"},
    {U"费", "fei", "bi"},
    {U"谌", "chen", "shen"},
    {U"谷", "gu"},
    {U"过", "guo"},
    {U"能", "nai", "neng"},
    {U"阚", "kan"},
    {U"晁", "chao"},
    {U"晟", "cheng", "sheng"},
    {U"洪", "hong"},
    {U"闵", "min"},
    {U"邸", "di"},
    {U"莘", "shen", "xin"},
    {U"重", "chong", "zhong"},
    {U"瞿", "qu"},
    {U"宓", "mi", "fu"},
    {U"厍", "she"},
    {U"俞", "yu"},
    {U"娄", "lou"},
    {U"戚", "qi"},
    {U"钭", "tou", "dou"},
    {U"芮", "rui"},
    {U"阙", "que"},
    {U"藏", "zang", "cang"},
    {U"颉", "xie", "jie"},
    {U"相", "xiang"},
    {U"行", "xing"},
    {U"撒", "sa"},
    {U"塔", "ta"},
    {U"叶", "ye"},
    {U"吕", "lv"},
    {U"尉迟", "yu chi"},
    {U"万俟", "mo qi"},
    {U"澹台", "tan tai"},
    {U"单于", "chan yu"},
    {U"长孙", "zhang sun"},
    {U"夏侯", "xia hou"},
    {U"令狐", "ling hu"},
    {U"欧阳", "ou yang"},
    {U"司徒", "si tu"},
    {U"上官", "shang guan"},
    {U"诸葛", "zhu ge"},
    {U"皇甫", "huang fu"},
    {U"慕容", "mu rong"},
    {U"宇文", "yu wen"},
    {U"鲜于", "xian yu"},
    {U"闻人", "wen ren"},
    {U"东方", "dong fang"},
    {U"赫连", "he lian"},
    {U"公孙", "gong sun"},
    {U"轩辕", "xuan yuan"},
    {U"钟离", "zhong li"},
    {U"濮阳", "pu yang"},
    {U"淳于", "chun yu"},
    {U"太叔", "tai shu"},
    {U"申屠", "shen tu"},
    {U"呼延", "hu yan"},
    {U"端木", "duan mu"},
    {U"百里", "bai li"},
    {U"南宫", "nan gong"},
});

// Words of places and units whose characters read otherwise alone.
constexpr auto words = std::to_array<Reading>({
    {U"重庆", "chong qing"},
    {U"银行", "yin hang"},
    {U"行业", "hang ye"},
    {U"厦门", "xia men"},
    {U"乐清", "yue qing"},
    {U"音乐", "yin yue"},
    {U"会计", "kuai ji"},
    {U"会稽", "kuai ji"},
    {U"六安", "lu an"},
    {U"长沙", "chang sha"},
    {U"长兴", "chang xing"},
    {U"长春", "chang chun"},
    {U"丽水", "li shui"},
    {U"台州", "tai zhou"},
    {U"朝阳", "chao yang"},
    {U"洞头", "dong tou"},
});

// One candidate list a low byte of the first character: names are stored by the hundred thousand.
struct Shelf {
  std::array<std::vector<const Reading*>, 256> readings;
  template <class List>
  explicit Shelf(const List& list) {
    for (const Reading& reading : list) readings[reading.word[0] & 255].push_back(&reading);
    for (auto& place : readings) {
      std::stable_sort(place.begin(), place.end(),
                       [](auto* a, auto* b) { return a->word.size() > b->word.size(); });
    }
  }
  const Reading* find(std::u32string_view text) const {
    for (const Reading* reading : readings[text[0] & 255]) {
      if (text.starts_with(reading->word)) return reading;
    }
    return nullptr;
  }
};

const char* look_up(const PinyinPair* table, std::size_t count, char32_t code) {
  auto* found = std::lower_bound(table, table + count, code,
                                 [](const PinyinPair& pair, char32_t wanted) { return pair.code < wanted; });
  return found != table + count && found->code == code ? pinyin_syllables[found->syllable] : "";
}

std::string_view syllable_of(char32_t code) {
  if (code >= 0x3400 && code <= 0x9FFF) return pinyin_syllables[pinyin_of_bmp[code - 0x3400]];
  return look_up(pinyin_of_others, pinyin_of_others_count, code);
}

std::string_view surname_of(char32_t code) {
  std::string_view own = look_up(pinyin_of_surnames, pinyin_of_surnames_count, code);
  return own.empty() ? syllable_of(code) : own;
}

void append_initials(std::string& initials, std::string_view syllables) {
  bool begins = true;
  for (char c : syllables) {
    if (begins) initials += c;
    begins = c == ' ';
  }
}

void append_syllables(std::string& full, std::string_view syllables) {
  for (char c : syllables) {
    if (c != ' ') full += c;
  }
}

struct Spelling {
  std::string full, initials;
  bool latin_word = false;  // inside a run of Latin letters: only its first makes an initial

  void add_syllables(std::string_view syllables) {
    append_syllables(full, syllables);
    append_initials(initials, syllables);
    latin_word = false;
  }

  void add_plain(char32_t code) {
    char32_t half = half_width_of(code);
    if (half >= U'A' && half <= U'Z') half += 32;
    bool letter = half >= U'a' && half <= U'z';
    bool digit = half >= U'0' && half <= U'9';
    if (letter || digit) {
      full += static_cast<char>(half);
      if (!latin_word || digit) initials += static_cast<char>(half);
    }
    latin_word = letter;
  }
};

void spell(Spelling& out, std::u32string_view text, bool is_name) {
  static const Shelf shelf(words);
  for (std::size_t i = 0; i < text.size();) {
    const Reading* word = is_name ? nullptr : shelf.find(text.substr(i));
    if (word != nullptr) {
      out.add_syllables(word->first);
      i += word->word.size();
      continue;
    }
    std::string_view syllable = syllable_of(text[i]);
    if (syllable.empty()) {
      out.add_plain(text[i]);
    } else {
      out.add_syllables(syllable);
    }
    ++i;
  }
}

}  // namespace

Pinyin to_pinyin(std::string_view utf8, bool is_person_name) {
  static const Shelf shelf(surnames);
  thread_local std::u32string text;
  text.clear();
  for_each_character(utf8.substr(0, longest_text_bytes), [&](char32_t code, std::string_view) {
    if (!text.empty() || !is_space_of_any_kind(code)) text += code;
  });
  Pinyin out;
  Spelling spelling;
  std::string_view second;
  std::size_t surname_initials = 0;
  std::u32string_view rest = text;
  if (is_person_name && !rest.empty()) {
    const Reading* surname = shelf.find(rest);
    std::string_view first = surname != nullptr ? surname->first : surname_of(rest[0]);
    if (!first.empty()) {
      spelling.add_syllables(first);
      rest.remove_prefix(surname != nullptr ? surname->word.size() : 1);
      if (surname != nullptr) second = surname->second;
      surname_initials = spelling.initials.size();
    }
  }
  spell(spelling, rest, is_person_name);
  out.full = std::move(spelling.full);
  if (spelling.initials.empty()) return out;
  out.initials.reserve(second.empty() ? 1 : most_initials);
  out.initials.push_back(spelling.initials);
  if (!second.empty()) {
    std::string other;
    append_initials(other, second);
    other.append(spelling.initials, surname_initials);
    if (other != out.initials[0]) out.initials.push_back(std::move(other));
  }
  return out;
}

}  // namespace niangjia
