/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Everything a key can do. */

#include "mani-keymap.h"

#include <glib/gi18n.h>
#include <string.h>

#define MARKING MANI_KEY_GROUP_MARKING
#define FINDING MANI_KEY_GROUP_FINDING
#define READING MANI_KEY_GROUP_READING
#define PROJECT MANI_KEY_GROUP_PROJECT
#define LABELS MANI_KEY_GROUP_LABELS
#define ARTICLES MANI_KEY_GROUP_ARTICLES
#define IN_ARTICLE MANI_COMMAND_IN_ARTICLE
#define FIXED MANI_COMMAND_FIXED

static const ManiCommand commands[] = {
  /* "1" stands for the keys of all labels. */
  { "win.press-label", N_ ("Mark or relabel with the label of this key"), "1", MARKING,
    IN_ARTICLE | FIXED },
  { "win.highlight", N_ ("Highlight without a label"), "h", MARKING, IN_ARTICLE },
  { "win.repeat-label", N_ ("Repeat the last label"), "period", MARKING, IN_ARTICLE },
  { "win.remove-annotation", N_ ("Remove the annotation"), "Delete | KP_Delete BackSpace", MARKING,
    IN_ARTICLE },
  { "win.edit-note", N_ ("Write a note"), "n", MARKING, IN_ARTICLE },
  { "win.link-entity", N_ ("Link the annotations to a person or place"), "e", MARKING, IN_ARTICLE },
  { "win.relate", N_ ("Relate the annotation to another, chosen then"), "r", MARKING, IN_ARTICLE },
  { "win.add-tag", N_ ("Tag the annotations"), "", READING },
  { "win.copy-words", N_ ("Copy the words of the annotations"), "", READING },
  { "win.copy-quotation", N_ ("Copy the quotations with their source"), "<Control><Shift>c",
    READING },
  { "win.show-people", N_ ("People and places"), "<Control><Shift>p", FINDING },
  { "win.filter-annotations", N_ ("Filter the annotations"), "<Control>l", FINDING },
  { "win.show-all-annotations", N_ ("Show all annotations again"), "<Control><Shift>l", FINDING },
  { "win.inspect", N_ ("Open the inspector"), "Return | KP_Enter", MARKING, IN_ARTICLE },
  { "win.next-annotation", N_ ("Next annotation"), "Tab", MARKING, IN_ARTICLE },
  { "win.previous-annotation", N_ ("Previous annotation"), "<Shift>Tab", MARKING, IN_ARTICLE },
  { "win.let-go", N_ ("Let go of the selection, the annotation, the label"), "Escape", MARKING,
    IN_ARTICLE },

  { "win.find", N_ ("Find in the article"), "<Control>f", FINDING },
  { "win.find-in-project", N_ ("Find in the project"), "<Control><Shift>f", FINDING },
  { "win.find-next", N_ ("Next hit"), "F3 <Control>g", FINDING },
  { "win.find-previous", N_ ("Previous hit"), "<Shift>F3 <Control><Shift>g", FINDING },
  { "win.next-mention", N_ ("Next mention of the person or place"), "F8", FINDING },
  { "win.previous-mention", N_ ("Previous mention of the person or place"), "<Shift>F8", FINDING },

  { "win.article-properties", N_ ("Properties of the article"), "<Control>i", READING },
  { "win.next-article", N_ ("Next article"), "<Control>Page_Down | <Control>KP_Page_Down", READING,
    MANI_COMMAND_EARLY },
  { "win.previous-article", N_ ("Previous article"), "<Control>Page_Up | <Control>KP_Page_Up",
    READING, MANI_COMMAND_EARLY },
  { "win.article-done", N_ ("The article is done, or not"), "<Control>d", READING },
  { "win.filter-articles", N_ ("Filter the articles"), "", FINDING },
  { "win.find-duplicates", N_ ("Find articles that are there twice"), "", FINDING },
  { "win.zoom-in", N_ ("Larger text"), "<Control>plus | <Control>equal <Control>KP_Add", READING },
  { "win.zoom-out", N_ ("Smaller text"), "<Control>minus | <Control>KP_Subtract", READING },
  { "win.zoom-normal", N_ ("Usual size of text"), "<Control>0 | <Control>KP_0", READING },
  { "win.focus-article", N_ ("To the article"), "", READING },
  { "win.snap-to-words", N_ ("Selections snap to whole words, or not"), "", READING },
  { "win.next-pane", N_ ("Next pane"), "F6", READING },
  { "win.previous-pane", N_ ("Previous pane"), "<Shift>F6", READING },
  { "win.show-articles", N_ ("Show or hide the articles"), "F9", READING },
  { "win.show-annotations", N_ ("Show or hide the annotations"), "<Shift>F9", READING },

  { "app.new", N_ ("New project"), "<Control>n", PROJECT },
  { "win.open", N_ ("Open"), "<Control>o", PROJECT },
  { "win.add-articles", N_ ("Add articles"), "", PROJECT },
  { "win.paste-article", N_ ("Paste as an article"), "", PROJECT },
  { "win.encoding", N_ ("Encoding of the article"), "", PROJECT },
  { "win.remove-article", N_ ("Remove the article"), "", PROJECT },
  { "win.save", N_ ("Save"), "<Control>s", PROJECT },
  { "win.save-as", N_ ("Save as"), "<Control><Shift>s", PROJECT },
  { "win.project-properties", N_ ("Properties of the project"), "", PROJECT },
  { "win.earlier-versions", N_ ("Earlier versions of the project"), "", PROJECT },
  { "win.export", N_ ("Export"), "<Control>e", PROJECT },
  { "win.export-annotations", N_ ("Export the selected annotations"), "", PROJECT },
  { "win.import", N_ ("Import annotations"), "", PROJECT },
  { "win.manage-labels", N_ ("Manage labels"), "<Control><Shift>k", PROJECT },
  { "win.undo", N_ ("Undo"), "<Control>z", PROJECT },
  { "win.redo", N_ ("Redo"), "<Control><Shift>z <Control>y", PROJECT },
  { "win.dismiss-trouble", N_ ("Dismiss the message about trouble"), "", PROJECT },
  { "win.close", N_ ("Close the window"), "<Control>w", PROJECT },
  { "app.quit", N_ ("Quit"), "<Control>q", PROJECT },
  { "app.open-sample", N_ ("Open the sample project"), "", PROJECT },
  { "app.preferences", N_ ("Preferences"), "<Control>comma", PROJECT },
  /* GTK's own */
  { "win.show-main-menu", N_ ("Main menu"), "F10", PROJECT, FIXED },
  { "app.help", N_ ("Manual"), "F1", PROJECT },
  { "win.show-help-overlay", N_ ("Keyboard shortcuts"), "<Control>question | <Control>F1",
    PROJECT },
  { "app.about", N_ ("About Manicule"), "", PROJECT },

  { "articles.rename", N_ ("Rename the article, or the group"), "F2", ARTICLES, FIXED },
  { "articles.move-up", N_ ("Move the articles, or the group, up"), "<Alt>Up", ARTICLES, FIXED },
  { "articles.move-down", N_ ("Move the articles, or the group, down"), "<Alt>Down", ARTICLES,
    FIXED },
  { "articles.remove", N_ ("Remove the articles"), "Delete", ARTICLES, FIXED },

  { "labels.rename", N_ ("Rename the label"), "F2", LABELS, FIXED },
  { "labels.choose-key", N_ ("Give the label a key"), "<Control>k", LABELS, FIXED },
  { "labels.move-up", N_ ("Move the label up"), "<Control>Up", LABELS, FIXED },
  { "labels.move-down", N_ ("Move the label down"), "<Control>Down", LABELS, FIXED },
  { "labels.move-in", N_ ("Move the label into the one above"), "<Control>Right", LABELS, FIXED },
  { "labels.move-out", N_ ("Move the label out"), "<Control>Left", LABELS, FIXED },
  { "labels.add", N_ ("New label"), "Insert", LABELS, FIXED },
  { "labels.add-below", N_ ("New label below the selected one"), "<Shift>Insert", LABELS, FIXED },
  { "labels.menu", N_ ("All that can be done with the label"), "Menu | <Shift>F10", LABELS, FIXED },
};

const ManiCommand *
mani_command_get (guint i)
{
  return i < G_N_ELEMENTS (commands) ? &commands[i] : NULL;
}

const ManiCommand *
mani_command_find (const char *action)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (commands[i].action, action) == 0)
      return &commands[i];

  return NULL;
}

const char *
mani_command_get_title (const ManiCommand *command)
{
  return _ (command->title);
}

const char *
mani_key_group_get_title (ManiKeyGroup group)
{
  static const char *const titles[] = {
    [MANI_KEY_GROUP_MARKING] = N_ ("Marking"),
    [MANI_KEY_GROUP_FINDING] = N_ ("Finding"),
    [MANI_KEY_GROUP_READING] = N_ ("Reading"),
    [MANI_KEY_GROUP_PROJECT] = N_ ("Project"),
    [MANI_KEY_GROUP_ARTICLES] = N_ ("Articles, in Their List"),
    [MANI_KEY_GROUP_LABELS] = N_ ("Labels, in Their Window"),
  };

  return _ (titles[group]);
}
