// Build-time generator: writes the tables of pinyin_table.h. Its one argument is the file to write.
#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <cstdio>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace {

using Transliterator = std::unique_ptr<icu::Transliterator>;

Transliterator make(const char* id) {
  UErrorCode status = U_ZERO_ERROR;
  Transliterator made(icu::Transliterator::createInstance(id, UTRANS_FORWARD, status));
  if (U_FAILURE(status)) made.reset();
  return made;
}

// "lǚ" → "lv": ü is typed as v in China. Anything but plain letters means that ICU knows no reading.
std::string read(const icu::Transliterator& han, const icu::Transliterator& ascii, char32_t code) {
  icu::UnicodeString text(static_cast<UChar32>(code));
  han.transliterate(text);
  for (char16_t dotted : {u'ü', u'ǖ', u'ǘ', u'ǚ', u'ǜ'})
    text.findAndReplace(dotted, icu::UnicodeString(u'v'));
  ascii.transliterate(text);
  std::string out;
  text.toUTF8String(out);
  for (char c : out) {
    if (c < 'a' || c > 'z') return {};
  }
  return out;
}

struct Tables {
  std::map<std::string, int> numbers{{"", 0}};
  std::vector<std::string> syllables{""};
  std::vector<int> bmp;
  std::vector<std::pair<char32_t, int>> others, surnames;

  int number_of(const std::string& syllable) {
    auto [found, fresh] = numbers.emplace(syllable, static_cast<int>(syllables.size()));
    if (fresh) syllables.push_back(syllable);
    return found->second;
  }
};

void write_pairs(std::ofstream& out, const char* name, const std::vector<std::pair<char32_t, int>>& pairs) {
  out << "const PinyinPair " << name << "[] = {";
  for (auto& [code, syllable] : pairs) out << "{" << static_cast<unsigned>(code) << "," << syllable << "},";
  out << "{0xFFFFFFFF,0}};\nconst std::size_t " << name << "_count = " << pairs.size() << ";\n";
}

bool write_tables(const char* path, const Tables& tables) {
  std::ofstream out(path);
  out << "#include \"base/pinyin_table.h\"\nnamespace niangjia {\nconst char* const pinyin_syllables[] = {";
  for (auto& syllable : tables.syllables) out << '"' << syllable << "\",";
  out << "};\nconst std::uint16_t pinyin_of_bmp[] = {";
  for (int number : tables.bmp) out << number << ",";
  out << "};\n";
  write_pairs(out, "pinyin_of_others", tables.others);
  write_pairs(out, "pinyin_of_surnames", tables.surnames);
  out << "}  // namespace niangjia\n";
  return out.flush().good();
}

}  // namespace

int main(int argc, char** argv) {
  Transliterator common = make("Han-Latin");
  Transliterator names = make("Han-Latin/Names");
  Transliterator ascii = make("Latin-ASCII");
  if (argc != 2 || !common || !ascii) {
    std::fprintf(stderr, "usage: pinyin_table FILE (needs ICU's Han-Latin)\n");
    return 2;
  }
  Tables tables;
  for (char32_t code = 0x3400; code <= 0x9FFF; ++code) {
    std::string syllable = read(*common, *ascii, code);
    tables.bmp.push_back(tables.number_of(syllable));
    std::string surname = names ? read(*names, *ascii, code) : std::string();
    if (!surname.empty() && surname != syllable)
      tables.surnames.emplace_back(code, tables.number_of(surname));
  }
  auto add_others = [&](char32_t first, char32_t last) {
    for (char32_t code = first; code <= last; ++code) {
      std::string syllable = read(*common, *ascii, code);
      if (!syllable.empty()) tables.others.emplace_back(code, tables.number_of(syllable));
    }
  };
  add_others(0x3007, 0x3007);
  add_others(0xF900, 0xFAFF);
  add_others(0x20000, 0x20BB6);
  // Written in names as a form of 吉; Unihan, and so ICU, gives it no Mandarin reading.
  tables.others.emplace_back(0x20BB7, tables.number_of("ji"));
  add_others(0x20BB8, 0x323AF);
  return write_tables(argv[1], tables) ? 0 : 1;
}
