/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For tests of what stands around the view: an application without a bus, and an editor with an
 * article. */

#pragma once

#include "mani-application.h"
#include "mani-operations.h"
#include "view-fixture.h"

/* Started, but known to nobody; one for the whole program. It does not run, so GTK would not let go
 * of all of it. */
static inline ManiApplication *
fixture_application (void)
{
  static ManiApplication *application = NULL;
  g_autoptr (GError) error = NULL;

  if (application != NULL)
    return application;
  application = mani_application_new ();
  g_application_set_flags (G_APPLICATION (application),
                           G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

  return application;
}

/* "Ilse Brandt" is marked as a person, with a note, and selected. */
static inline ManiEditor *
fixture_editor (void)
{
  ManiArticle *article;
  g_autoptr (ManiProject) project =
      fixture_project ("Ilse Brandt steered the boat to Great Anvil.\n", &article);
  ManiEditor *editor = mani_editor_new (project);

  mani_editor_set_article (editor, article);
  mani_editor_set_selection (editor, &(ManiRange){ 0, 11 });
  g_assert_true (mani_editor_press_label (editor, mani_label_find (project, "person", NULL)));
  g_assert_true (
      mani_editor_set_note (editor, mani_editor_get_selected (editor), "Of the night boat"));

  return editor;
}

/* Destroys @window and sees that nobody else holds it: weak pointers would tell of dispose only. */
static inline void
fixture_close (GtkWidget *window)
{
  g_object_ref (window);
  gtk_window_destroy (GTK_WINDOW (window));
  fixture_wait (50);
  g_assert_finalize_object (window);
}
