#pragma once
// What is asked of figures: the figures of a place and period, divided by month, union, township or category;
// the board.

#include "modules/figures/figures.h"
#include "modules/figures/numbers.h"

namespace niangjia::figures {

// One line of data/indicators.tsv: what a figure is called, in what unit, what it means and who says so.
struct IndicatorInfo {
  std::string code, name, unit, definition, source;
};
const std::vector<IndicatorInfo>& indicator_list();
const IndicatorInfo* find_indicator(std::string_view code);

// How a figure is made of numbers. Additive ones of children sum to the whole; the others are counted once in
// the whole.
struct FigureRule {
  std::string_view code;
  Count numerator;
  std::optional<Count> denominator;  // of ratios
  bool is_additive = true;           // also known by month
  bool is_of_people = false;         // also known by category
  bool is_stock = false;
  bool is_on_board = true;  // false: counted from rows and asked for alone
};
const std::vector<FigureRule>& figure_rules();
const FigureRule* find_rule(std::string_view code);

struct Figure {
  const IndicatorInfo* info = nullptr;
  const FigureRule* rule = nullptr;
  std::optional<double> value;  // nothing: a ratio without a denominator
  std::int64_t numerator = 0, denominator = 0;
  std::string key;           // month, union, township or category it is for; empty: the whole
  std::string text() const;  // "63854人", "33.3%"
};
Figure make_figure(const FigureRule& rule, const Numbers& numbers, std::string key = {});
std::vector<Figure> figures_of(store::ReadTx& tx, const Place& place, const Period& period);

struct BoardWish {
  std::string union_words, township;
  std::optional<Date> from, to;
};
struct BoardChild {
  Child child;
  Numbers numbers;
};
struct Board {
  Place place;
  Period period;
  std::vector<std::pair<Id, std::string>> path;
  Numbers whole;
  std::vector<BoardChild> children;
  NumbersByNode months;
};
Result<Board> read_board(store::ReadTx& tx, const Scope& scope, const BoardWish& wish, Date today);
std::string board_json(const Board& board);
// The board as a 建会入会进度表; journalled as an export. The file stands in `folder` under a random name.
struct BoardBook {
  std::string path, name;
};
Result<BoardBook> write_board_book(House& house, const Actor& actor, const BoardWish& wish);

// A page of the rows behind a figure.
struct RowsWish {
  std::string code;
  BoardWish place;
  std::optional<int> category;
  std::string month;  // "2021-11": that month of the period only
  std::string after;  // where the page begins
  int limit = 50;
};
Result<std::string> figure_rows_json(House& house, const Actor& actor, const RowsWish& wish);

}  // namespace niangjia::figures
