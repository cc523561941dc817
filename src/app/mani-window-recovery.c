/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the last time left unsaved: asked about, one journal after the other. Nothing is removed but
 * by the answer. */

#include "mani-compat.h"
#include "mani-window-private.h"

#include <glib/gi18n.h>

/* The journal that a dialog asks about. */
typedef struct
{
  ManiWindow *window;
  ManiJournalFile *recovery;
  guint n_edits;
} Question;

static void
question_free (gpointer data)
{
  Question *self = data;

  g_object_unref (self->window);
  mani_journal_file_unref (self->recovery);
  g_free (self);
}

/* A window that is there only to ask goes with the question. */
static void
leave (ManiWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  if (mani_editor_get_path (self->editor) == NULL && !mani_editor_is_modified (self->editor) &&
      application != NULL && gtk_application_get_windows (application)->next != NULL)
    gtk_window_close (GTK_WINDOW (self));
}

static void
recover (Question *question)
{
  ManiWindow *self = question->window;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!mani_editor_recover (self->editor, question->recovery, &error))
    {
      mani_editor_set_trouble (self->editor, error);
      return;
    }
  text = g_strdup_printf (
      ngettext ("%u change was recovered", "%u changes were recovered", question->n_edits),
      question->n_edits);
  mani_window_tell (self, text, FALSE);
}

static void
answered_cb (const char *answer, gpointer data)
{
  Question *question = data;
  ManiWindow *self = question->window;
  g_autoptr (GError) error = NULL;

  if (self->editor == NULL)
    return;
  if (g_str_equal (answer, "recover"))
    {
      recover (question);
      return;
    }
  if (g_str_equal (answer, "discard"))
    {
      if (mani_editor_discard_recovery (self->editor, question->recovery, &error))
        mani_window_offer_recovery (self);
      else
        mani_editor_set_trouble (self->editor, error);
    }
  leave (self);
}

static void
ask (ManiWindow *self, ManiJournalFile *recovery, guint n_edits)
{
  const ManiAnswer answers[] = {
    /* Translators: the answer to “Recover Unsaved Changes?” that leaves the question open */
    { "later", _ ("_Later"), ADW_RESPONSE_DEFAULT },
    { "discard", C_ ("unsaved changes that were found", "_Discard"), ADW_RESPONSE_DESTRUCTIVE },
    { "recover", _ ("_Recover"), ADW_RESPONSE_SUGGESTED },
  };
  Question *question = g_new (Question, 1);
  g_autofree char *title = mani_editor_dup_title (self->editor);
  g_autoptr (GDateTime) time =
      g_date_time_new_from_unix_local (mani_journal_file_get_time (recovery) / G_USEC_PER_SEC);
  g_autofree char *when = time != NULL ? g_date_time_format (time, "%x %X") : g_strdup ("");
  g_autofree char *body = g_strdup_printf (
      /* Translators: how many, the title of a project, a date with its time */
      ngettext ("%u change to “%s” was not saved when Manicule ended. It was made on %s.",
                "%u changes to “%s” were not saved when Manicule ended. The last one was made on "
                "%s.",
                n_edits),
      n_edits, title, when);

  *question = (Question){ g_object_ref (self), mani_journal_file_ref (recovery), n_edits };
  mani_compat_ask (GTK_WINDOW (self), _ ("Recover Unsaved Changes?"), body, answers,
                   G_N_ELEMENTS (answers), "later", answered_cb, question, question_free);
}

void
mani_window_offer_recovery (ManiWindow *self)
{
  GPtrArray *recoveries = mani_editor_get_recoveries (self->editor);

  for (guint i = 0; i < recoveries->len; i++)
    {
      guint n_edits = mani_editor_count_recovery (self->editor, recoveries->pdata[i]);

      if (n_edits > 0)
        {
          ask (self, recoveries->pdata[i], n_edits);
          return;
        }
    }
  if (recoveries->len > 0)
    mani_window_tell (self,
                      _ ("Unsaved changes to an earlier state of this project were found, and are "
                         "kept"),
                      FALSE);
}

void
mani_window_end (ManiWindow *self)
{
  /* A field that is being written in is left first, and so taken over. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  self->is_closing = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}
