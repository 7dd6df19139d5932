// Each widget as the elements a person's browser and screen reader get.
#include "client/ui/html.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/unit/client/ui/sample.h"

namespace pochin::ui {
namespace {

// The HTML of what `draw` makes inside <main>, without the frame around it.
template <class Draw>
std::string html_of(Draw draw) {
  Ui ui;
  ui.begin({});
  {
    const auto main = ui.main("m");
    draw(ui);
  }
  const std::string all = to_html(ui.end());
  static constexpr std::string_view kOpen = R"(<main id="m" class="main" tabindex="-1">)";
  const size_t begin = all.find(kOpen) + kOpen.size();
  return all.substr(begin, all.rfind("</main>") - begin);
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("the first thing on a page leads past the header") {
  const std::string html = to_html(tree_of(sample_page));
  CHECK(html.starts_with(
      "<a id=\"skip\" class=\"skip css\" href=\"#main\" data-focus=\"main\">К\u00A0содержанию</a><header"));
}

TEST_CASE("landmarks: header, navigation, main, footer; one h1") {
  const std::string html = to_html(tree_of(sample_page));
  CHECK(has(html, R"(<nav id="head/ways" class="nav n3" aria-label="Разделы" popover>)"));
  CHECK(has(
      html,
      R"(<button id="head/ways:m" class="ib menu i-menu" aria-label="Меню" type="button" popovertarget="head/ways"></button>)"));
  CHECK(has(html, R"(<main id="main" class="main" tabindex="-1">)"));
  CHECK(has(html, R"(<footer id="foot" class="foot">)"));
  CHECK(has(html, R"(<aside id="main/body/side" class="aside" aria-label="Баллы">)"));
  CHECK(html.find("<h1") == html.rfind("<h1"));
  CHECK(has(html,
            R"(<a id="head/ways/projects" class="link" href="/projects" data-route aria-current="page">Проекты</a>)"));
}

TEST_CASE("no element has a style or a script of its own") {
  for (const auto draw : {sample_page, sample_form}) {
    const std::string html = to_html(tree_of(draw));
    CHECK_FALSE(has(html, " style="));
    for (const auto* handler : {" onclick=", " oninput=", " onload=", " onerror="}) CHECK_FALSE(has(html, handler));
    CHECK_FALSE(has(html, "<script"));
  }
}

TEST_CASE("a text field has its label, number, hint and error, and is described by them") {
  const std::string html = html_of([](Ui& ui) {
    ui.text_field("name", "Название", "Сквер \"Щит\"",
                  {.hint = "Коротко", .error = "Слишком длинно", .number = "2", .required = true, .max_length = 90});
  });
  CHECK(
      html ==
      R"(<div id="m/name:f" class="field"><p id="m/name:no" class="hint no">2</p>)"
      R"(<label id="m/name:l" class="label" for="m/name" data-required>Название</label>)"
      R"(<p id="m/name:h" class="hint">Коротко</p><p id="m/name:e" class="err i-alert">Слишком длинно</p>)"
      R"(<input id="m/name" class="in" name="m/name" type="text" autocomplete="off" aria-describedby="m/name:h m/name:e")"
      R"( aria-invalid="true" required value="Сквер &quot;Щит&quot;"></div>)");
}

TEST_CASE("keyboards and autofill: money, counts, dates, telephone, mail") {
  CHECK(has(
      html_of([](Ui& ui) { ui.money_field("a", "Сумма", "1", {.unit = "₽"}); }),
      R"(<div id="m/a:b" class="inbox money"><input id="m/a" class="in num u money" name="m/a" type="text" inputmode="decimal" autocomplete="off" spellcheck="false" value="1"><span id="m/a:u" class="unit">₽</span></div>)"));
  CHECK(has(html_of([](Ui& ui) { ui.number_field("a", "Жителей", ""); }), R"(type="text" inputmode="numeric")"));
  CHECK(has(html_of([](Ui& ui) { ui.date_field("a", "Дата", ""); }), R"(type="text" inputmode="numeric")"));
  CHECK(has(html_of([](Ui& ui) { ui.phone_field("a", "Телефон", "", {.autocomplete = "tel"}); }),
            R"(type="tel" inputmode="tel" autocomplete="tel")"));
  CHECK(has(html_of([](Ui& ui) { ui.email_field("a", "Почта", "", {.autocomplete = "email"}); }),
            R"(type="email" inputmode="email" autocomplete="email")"));
  CHECK(has(html_of([](Ui& ui) { ui.search_field("a", "Найти", ""); }), R"(type="search")"));
}

TEST_CASE("a date has a calendar beside it, and digits are all that its keyboard needs") {
  CHECK(
      html_of([](Ui& ui) { ui.date_field("a", "Дата", "15.10.2026"); }) ==
      R"(<div id="m/a:f" class="field"><label id="m/a:l" class="label" for="m/a">Дата</label><div id="m/a:b" class="inbox date">)"
      R"(<input id="m/a" class="in u date" name="m/a" type="text" inputmode="numeric" autocomplete="off" spellcheck="false" value="15.10.2026">)"
      R"(<button id="m/a:c" class="ib i-calendar" aria-label="Выбрать в календаре: Дата" type="button" data-calendar="m/a"></button></div></div>)");
  CHECK_FALSE(has(html_of([](Ui& ui) { ui.date_field("a", "Дата", "", {.disabled = true}); }), "data-calendar"));
}

TEST_CASE("a text that is too long stays whole and is told how much is too much") {
  const auto below = [](std::string_view value) {
    return html_of([&](Ui& ui) { ui.text_area("a", "Описание", value, {.max_length = 100}); });
  };
  std::string value;
  for (int i = 0; i < 7'240; ++i) value += "ж";
  CHECK(has(below(value), "<p id=\"m/a:count\" class=\"err i-alert\">Лишних 7\u00A0140\u00A0знаков</p>"));
  CHECK(has(below(value), value));
  CHECK_FALSE(has(below(value), "maxlength"));
  CHECK(has(below(value.substr(0, 2 * 101)), "Лишний 1\u00A0знак<"));
  CHECK(has(below(value.substr(0, 2 * 103)), "Лишние 3\u00A0знака<"));
  CHECK(has(below(value.substr(0, 2 * 88)), "<p id=\"m/a:count\" class=\"hint\">Осталось 12\u00A0знаков</p>"));
  CHECK_FALSE(has(below(value.substr(0, 2 * 79)), "m/a:count"));
}

TEST_CASE("a text area keeps its first empty line") {
  CHECK(has(html_of([](Ui& ui) { ui.text_area("a", "Описание", "\nтекст <b>"); }),
            "rows=\"5\">\n\nтекст &lt;b&gt;</textarea>"));
}

TEST_CASE("a select, radio buttons and a check box") {
  const std::vector<ui::Choice> choices = {{"x", "Икс"}, {"y", "Игрек", "подсказка"}};
  CHECK(has(
      html_of([&](Ui& ui) { ui.select("a", "Что", "y", choices); }),
      R"(<select id="m/a" class="in sel" name="m/a"><option id="m/a:o0" value="x">Икс</option><option id="m/a:o1" value="y" selected>Игрек</option></select>)"));
  CHECK(
      html_of([&](Ui& ui) { ui.radio_group("a", "Чей", "y", choices, {.error = "Выберите"}); }) ==
      R"(<fieldset id="m/a" class="group radios" aria-describedby="m/a:e"><legend id="m/a:l" class="legend">Чей</legend><p id="m/a:e" class="err i-alert">Выберите</p>)"
      R"(<div id="m/a/x:f" class="choice"><input id="m/a/x" class="box" name="m/a" type="radio" value="x" aria-invalid="true"><label id="m/a/x:l" class="cho" for="m/a/x">Икс</label></div>)"
      R"(<div id="m/a/y:f" class="choice"><input id="m/a/y" class="box" name="m/a" type="radio" value="y" aria-describedby="m/a/y:h" aria-invalid="true" checked>)"
      R"(<label id="m/a/y:l" class="cho" for="m/a/y">Игрек</label><p id="m/a/y:h" class="hint">подсказка</p></div></fieldset>)");
  CHECK(has(
      html_of([](Ui& ui) { ui.checkbox("a", "Согласен", true, {.required = true}); }),
      R"(<input id="m/a" class="box" name="m/a" type="checkbox" value="1" required checked><label id="m/a:l" class="cho" for="m/a" data-required>Согласен</label>)"));
}

TEST_CASE("a file field is the browser's own, its label is the target") {
  const std::string html =
      html_of([](Ui& ui) { ui.file_field("a", "Протокол", {}, {.hint = "PDF", .accept = "application/pdf"}); });
  CHECK(has(
      html,
      R"(<label id="m/a:pick" class="btn pick i-upload" for="m/a">Выбрать файл<input id="m/a" class="file" name="m/a" type="file" accept="application/pdf" multiple aria-describedby="m/a:h"></label>)"));
}

TEST_CASE("a file that is being sent and one that was refused") {
  const std::vector<FileItem> files = {{"f1", "a.pdf", "PDF", "", 40, ""},
                                       {"f2", "b.pdf", "PDF", "Больше 20 МБ", {}, ""}};
  const std::string html = html_of([&](Ui& ui) { ui.file_field("a", "Протокол", files); });
  CHECK(has(html, R"(<ul id="m/a:list" class="files" aria-label="Загруженные файлы: Протокол" role="list">)"));
  CHECK(has(html,
            "<progress id=\"m/a/f1/sent/bar\" class=\"bar\" value=\"40\" max=\"100\" "
            "aria-labelledby=\"m/a/f1/sent/label\"></progress>"));
  CHECK(has(html, R"(class="btn compact i-trash" aria-label="Убрать: a.pdf" type="button">Убрать</button>)"));
  CHECK(has(html, R"(<p id="m/a/f2/error" class="err i-alert">Больше 20 МБ</p>)"));
}

TEST_CASE("a table has explicit roles and hidden titles for the cards of a phone") {
  const std::vector<Column> columns = {{.text = "Источник"}, {.text = "Сумма", .number = true}};
  const std::string html = html_of([&](Ui& ui) {
    const auto table = ui.table("t", "Деньги", columns);
    const auto row = ui.table_row("r");
    ui.cell_text("a", "Жители");
    ui.cell_text("b", "5 ₽");
  });
  CHECK(
      html ==
      R"(<table id="m/t" class="table" aria-label="Деньги" role="table"><thead id="m/t:head" role="rowgroup"><tr id="m/t:titles" role="row">)"
      R"(<th id="m/t:c0" role="columnheader" scope="col">Источник</th><th id="m/t:c1" class="num" role="columnheader" scope="col">Сумма</th></tr></thead>)"
      R"(<tbody id="m/t:body" role="rowgroup"><tr id="m/t/r" role="row"><th id="m/t/r/a" role="rowheader" scope="row"><span id="m/t/r/a:v" class="txt">Жители</span></th>)"
      R"(<td id="m/t/r/b" class="num" role="cell"><span id="m/t/r/b:t" class="cl" aria-hidden="true">Сумма</span><span id="m/t/r/b:v" class="txt">5 ₽</span></td></tr></tbody></table>)");
}

TEST_CASE("a wide table scrolls in a region that the keyboard reaches") {
  const std::vector<Column> columns = {{.text = "Проект", .frozen = true}};
  const std::string html = html_of([&](Ui& ui) { const auto table = ui.table("t", "Рейтинг", columns, true); });
  CHECK(html.starts_with(
      R"(<div id="m/t:scroll" class="tw css" aria-label="Рейтинг" role="region" tabindex="0"><table)"));
  CHECK(has(html, R"(class="frozen")"));
}

TEST_CASE("facts are a list of terms; an action says what it changes") {
  CHECK(
      html_of([](Ui& ui) {
        const auto facts = ui.facts("f");
        ui.fact_link("a", "Название", "Сквер", "Изменить", "/x");
      }) ==
      R"(<dl id="m/f" class="facts"><div id="m/f/a" class="fact"><dt id="m/f/a/term">Название</dt><dd id="m/f/a/value"><span id="m/f/a/value/text" class="txt">Сквер</span></dd>)"
      R"(<dd id="m/f/a/act" class="act"><a id="m/f/a/act/link" class="link" aria-label="Изменить: Название" href="/x" data-route>Изменить</a></dd></div></dl>)");
}

TEST_CASE("the error summary is announced, takes the focus and leads to the fields") {
  const std::vector<std::pair<std::string, std::string>> errors = {{"m/name", "Введите название"}};
  CHECK(
      html_of([&](Ui& ui) { ui.error_summary("e", "Исправьте ошибку", errors); }) ==
      R"(<div id="m/e" class="summary" role="alert" tabindex="-1"><h2 id="m/e/title" class="t-error i-alert">Исправьте ошибку</h2><ul id="m/e/list" class="list" role="list">)"
      R"(<li id="m/e/list/e0" class="item"><a id="m/e/list/e0/a" class="link t-error b" href="#m/name" data-focus="m/name">Введите название</a></li></ul></div>)");
}

TEST_CASE("buttons: kinds, a disabled one that can be reached and says why, pressed chips") {
  CHECK(html_of([](Ui& ui) { ui.button("b", "Далее", {.kind = ButtonKind::Primary}); }) ==
        R"(<button id="m/b" class="btn primary" type="button">Далее</button>)");
  CHECK(has(
      html_of([](Ui& ui) {
        const auto form = ui.form("f", "Заявка");
        ui.button("b", "Далее", {.kind = ButtonKind::Primary});
      }),
      R"(<form id="m/f" class="form" aria-label="Заявка" method="post" novalidate><button id="m/f/b" class="btn primary" type="submit">)"));
  CHECK(
      html_of([](Ui& ui) { ui.button("b", "Отправить", {.disabled = true, .reason = "Заполните раздел 5"}); }) ==
      R"(<button id="m/b" class="btn" type="button" aria-describedby="m/b:why" aria-disabled="true">Отправить</button><p id="m/b:why" class="hint">Заполните раздел 5</p>)");
  const std::vector<ui::Choice> choices = {{"", "Все"}, {"new", "Новые"}};
  const std::string chips = html_of([&](Ui& ui) { ui.chips("c", "Показать", choices, "new"); });
  CHECK(has(chips, R"(role="group" aria-labelledby="m/c:l")"));
  CHECK(has(chips, R"(aria-pressed="false">Все</button>)"));
  CHECK(has(chips, R"(i-check" type="button" aria-pressed="true">Новые</button>)"));
}

TEST_CASE("links: only the client's own addresses are routes") {
  const auto link = [](std::string_view href, bool download = false) {
    return html_of([&](Ui& ui) { ui.link("a", "x", href, {.download = download}); });
  };
  CHECK(has(link("/projects"), "data-route"));
  CHECK_FALSE(has(link("/auth/esia/login"), "data-route"));
  CHECK_FALSE(has(link("/api/v1/x"), "data-route"));
  CHECK_FALSE(has(link("https://example.org"), "data-route"));
  CHECK_FALSE(has(link("tel:+7"), "data-route"));
  CHECK(has(link("/files/1", true), " download"));
}

TEST_CASE("signs for who listens: progress, weights, pictures, stages, waiting") {
  CHECK(has(html_of([](Ui& ui) { ui.progress("p", "6 из 11", 6, 11); }),
            R"(value="6" max="11" aria-labelledby="m/p/label")"));
  const std::vector<Segment> segments = {{20, 40}};
  CHECK(
      html_of([&](Ui& ui) { ui.weights("w", "8 из 20", segments); }) ==
      R"(<div id="m/w" class="weights" aria-label="8 из 20" role="img"><progress id="m/w/w0" class="bar w20" value="40" max="100" aria-hidden="true"></progress></div>)");
  CHECK(html_of([](Ui& ui) { ui.picture("p", "yard", ""); }) ==
        R"(<div id="m/p" class="pic p-yard" aria-hidden="true"></div>)");
  CHECK(html_of([](Ui& ui) { ui.picture("p", "yard", "Сквер"); }) ==
        R"(<div id="m/p" class="pic p-yard" role="img" aria-label="Сквер"></div>)");
  CHECK(has(html_of([](Ui& ui) { ui.steps("s", 3, 8, "приём", ""); }), "Этап 3 из\u00A08"));
  CHECK(has(
      html_of([](Ui& ui) { ui.skeleton("s", 1); }),
      R"( aria-busy="true"><div id="m/s/said" class="vh" role="status">Загружается…</div><i id="m/s/b0" class="s0" aria-hidden="true"></i>)"));
}

TEST_CASE("a dialog is the browser's own, with a name and a cross") {
  const std::string html = to_html(tree_of(sample_form));
  CHECK(has(html, R"(<dialog id="ask" class="dialog css" aria-labelledby="ask/title">)"));
  CHECK(has(html,
            R"(<button id="ask/close" class="ib x i-close" aria-label="Закрыть" type="button" data-close></button>)"));
  CHECK(has(html, R"(<div id="bar" class="sticky css" aria-label="Действия" role="region">)"));
}

TEST_CASE("a closed disclosure is closed in the page, an open one open") {
  const auto html = [](bool open) {
    return html_of([&](Ui& ui) { const auto more = ui.disclosure("d", "Ещё", open); });
  };
  CHECK(html(false).starts_with(
      R"(<details id="m/d" class="dis"><summary id="m/d/summary" class="sum i-down">Ещё</summary>)"));
  CHECK(html(true).starts_with(R"(<details id="m/d" class="dis" open><summary id="m/d/summary" class="sum i-up">)"));
}

}  // namespace pochin::ui
